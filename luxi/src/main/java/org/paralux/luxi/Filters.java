package org.paralux.luxi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shape of a filter {@code [operator, operand, …]}. Walks with a stack of its own, never by recursion. */
final class Filters {
    /** A longer shape is replaced by its digest, so that a deep filter costs no more than it is long. */
    private static final int MAX_SHAPE_LENGTH = 400;

    /** The operators of every release, and room for more. */
    private static final Pattern OPERATOR = Pattern.compile("[!&*<=>?|~\\[\\]]{1,3}");

    /** No operator takes more than one; what has more than these is wrong in the same way. */
    private static final int MAX_LITERALS = 8;

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
     * {@code filter} without its literals: {@code (operator field ?)}, where each literal reads {@code ?}; of {@code &},
     * {@code |} and {@code !} the operands' shapes, sorted and given once, so that a choice of three names has the shape
     * of a choice of two. No filter reads {@code -}, an empty one {@code ()}, one that is no list {@code ?}, and an
     * operator that is no text {@code #}.
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
            StringBuilder shape = new StringBuilder("(").append(operator(node.get(0)));
            if (combination) {
                for (String operand : new TreeSet<>(shapes)) {
                    shape.append(' ').append(operand);
                }
            } else {
                if (node.size() > 1) {
                    shape.append(' ').append(field(node.get(1)));
                }
                shape.append(" ?".repeat(Math.clamp(node.size() - 2L, 0, MAX_LITERALS)));
            }
            shape.append(')');
            return shape.length() <= MAX_SHAPE_LENGTH ? shape.toString() : "#" + Fingerprint.digest(shape.toString());
        }

        private static String operator(JsonNode node) {
            if (!node.isString()) {
                return "#";
            }
            String text = node.stringValue();
            return OPERATOR.matcher(text).matches() ? text : Fingerprint.word(text);
        }

        private static String field(JsonNode node) {
            if (!node.isString()) {
                return "?";
            }
            String text = node.stringValue();
            return text.equals("?") ? "#" + Fingerprint.digest(text) : Fingerprint.word(text);
        }
    }
}
