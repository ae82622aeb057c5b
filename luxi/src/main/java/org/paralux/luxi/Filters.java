package org.paralux.luxi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shape of a filter {@code [operator, operand, …]}. Walks with a stack of its own, never by recursion. */
final class Filters {
    /** A longer shape is replaced by its digest, so that a deep filter costs no more than it is long. */
    private static final int MAX_SHAPE_LENGTH = 400;

    private static final int MAX_WORD_LENGTH = 64;

    private Filters() {}

    /** Whether the operands of {@code node} are filters themselves. */
    static boolean isCombination(JsonNode node) {
        if (!node.get(0).isString()) {
            return false;
        }
        return switch (node.get(0).stringValue()) {
            case "&", "|", "!" -> true;
            default -> false;
        };
    }

    /**
     * {@code filter} without its literals: operators and field names stay, each literal reads {@code ?}, and the
     * operands of {@code &} and {@code |} are sorted and given once, so that a choice of three names has the shape of a
     * choice of two.
     */
    static String shape(@Nullable JsonNode filter) {
        if (filter == null || filter.isNull()) {
            return "-";
        }
        Deque<Open> stack = new ArrayDeque<>();
        Open current = new Open(filter);
        while (true) {
            JsonNode operand = current.nextOperand();
            if (operand != null) {
                stack.push(current);
                current = new Open(operand);
                continue;
            }
            String shape = current.shape();
            if (stack.isEmpty()) {
                return shape;
            }
            current = stack.pop();
            current.shapes.add(shape);
        }
    }

    /** A filter whose operands are being read. */
    private static final class Open {
        private final JsonNode node;
        private final boolean combination;
        private final List<String> shapes = new ArrayList<>();
        private int next = 1;

        Open(JsonNode node) {
            this.node = node;
            this.combination = node.isArray() && !node.isEmpty() && isCombination(node);
        }

        @Nullable JsonNode nextOperand() {
            return combination && next < node.size() ? node.get(next++) : null;
        }

        String shape() {
            if (!node.isArray()) {
                return "?";
            }
            if (node.isEmpty()) {
                return "()";
            }
            StringBuilder shape = new StringBuilder("(").append(word(node.get(0)));
            if (combination) {
                for (String operand : new TreeSet<>(shapes)) {
                    shape.append(' ').append(operand);
                }
            } else {
                if (node.size() > 1) {
                    shape.append(' ').append(word(node.get(1)));
                }
                shape.append(" ?".repeat(Math.clamp(node.size() - 2L, 0, 8)));
            }
            shape.append(')');
            return shape.length() <= MAX_SHAPE_LENGTH ? shape.toString() : "#" + Fingerprint.digest(shape.toString());
        }

        private static String word(JsonNode node) {
            if (!node.isString()) {
                return "?";
            }
            String text = node.stringValue();
            return text.length() <= MAX_WORD_LENGTH ? text : "#" + Fingerprint.digest(text);
        }
    }
}
