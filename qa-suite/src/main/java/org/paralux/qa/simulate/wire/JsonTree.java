package org.paralux.qa.simulate.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one JSON value as a tree, with what a daemon makes of repeated keys and of numbers that are none. */
final class JsonTree {
    /** Python gives up at about this depth; and whoever writes or walks the tree later does so by recursion. */
    private static final int MAX_DEPTH = 500;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonParser parser;
    private final Repeated repeated;
    private final Deque<Open> open = new ArrayDeque<>();

    private JsonTree(JsonParser parser, Repeated repeated) {
        this.parser = parser;
        this.repeated = repeated;
    }

    /** Which of two members with one key counts. */
    enum Repeated {
        FIRST_COUNTS,
        LAST_COUNTS
    }

    /** A container that is not complete yet, and the key that the next value goes under. */
    private static final class Open {
        final JsonNode container;
        String key = "";

        Open(JsonNode container) {
            this.container = container;
        }
    }

    /**
     * The only value of the document.
     *
     * @throws RequestFailure.Malformed when there is none, or more, or it is nested too deep
     */
    static JsonNode read(JsonParser parser, Repeated repeated) {
        JsonNode root = new JsonTree(parser, repeated).readRoot();
        if (parser.nextToken() != null) {
            throw new RequestFailure.Malformed("text after the end of the message");
        }
        return root;
    }

    private JsonNode readRoot() {
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new RequestFailure.Malformed("an empty message (expected: a JSON object)");
            }
            JsonNode complete = take(token);
            if (complete != null) {
                return complete;
            }
        }
    }

    /** The root, if this token completes it. */
    private @Nullable JsonNode take(JsonToken token) {
        return switch (token) {
            case PROPERTY_NAME -> {
                open.element().key = parser.currentName();
                yield null;
            }
            case START_OBJECT -> begin(JSON.objectNode());
            case START_ARRAY -> begin(JSON.arrayNode());
            case END_OBJECT, END_ARRAY -> attach(open.pop().container);
            case VALUE_STRING -> attach(JSON.stringNode(parser.getString()));
            case VALUE_NUMBER_INT -> attach(integer());
            case VALUE_NUMBER_FLOAT -> attach(JSON.numberNode(parser.getDoubleValue()));
            case VALUE_TRUE -> attach(JSON.booleanNode(true));
            case VALUE_FALSE -> attach(JSON.booleanNode(false));
            case VALUE_NULL -> attach(NullNode.getInstance());
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException("token: " + token);
        };
    }

    private @Nullable JsonNode begin(JsonNode container) {
        if (open.size() == MAX_DEPTH) {
            throw new RequestFailure.Malformed("nested deeper than " + MAX_DEPTH);
        }
        open.push(new Open(container));
        return null;
    }

    private @Nullable JsonNode attach(JsonNode value) {
        if (open.isEmpty()) {
            return value;
        }
        Open parent = open.element();
        switch (parent.container) {
            case ArrayNode array -> array.add(value);
            case ObjectNode object when repeated == Repeated.LAST_COUNTS -> object.set(parent.key, value);
            case ObjectNode object -> object.putIfAbsent(parent.key, value);
            case JsonNode other -> throw new IllegalStateException("container: " + other.getNodeType());
        }
        return null;
    }

    private JsonNode integer() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> JSON.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> JSON.numberNode(parser.getBigIntegerValue());
        };
    }
}
