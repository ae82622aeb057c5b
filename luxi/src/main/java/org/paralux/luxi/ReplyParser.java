package org.paralux.luxi;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads one reply, in two passes. The first walks the tokens and finds {@code success}; it builds nothing, so that a
 * reply of 100 MiB costs no memory here. Only for a failure does the second read the result.
 */
final class ReplyParser {
    /** The name of a class in Python. */
    private static final Pattern ERROR_CLASS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private ReplyParser() {}

    static LuxiReply parse(Payload message) {
        try {
            return read(message);
        } catch (JacksonException e) {
            return new LuxiReply.Malformed(LuxiJson.describe(e));
        }
    }

    private static LuxiReply read(Payload message) {
        JsonToken success = null;
        boolean hasResult = false;
        try (JsonParser parser = LuxiJson.parser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new LuxiReply.Malformed("no JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("success")) {
                    success = value;
                } else if (name.equals("result")) {
                    hasResult = true;
                }
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                return new LuxiReply.Malformed("more than one object");
            }
        }
        if (success == null) {
            return new LuxiReply.Malformed("success is missing");
        }
        if (!hasResult) {
            return new LuxiReply.Malformed("result is missing");
        }
        return switch (success) {
            case VALUE_TRUE -> new LuxiReply.Success();
            case VALUE_FALSE -> failureOf(message);
            default -> new LuxiReply.Malformed("success is neither true nor false");
        };
    }

    /** Of a message that the first pass has seen to be one object. */
    private static LuxiReply failureOf(Payload message) {
        LuxiReply failure = null;
        try (JsonParser parser = LuxiJson.parser(message)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isResult = parser.currentName().equals("result");
                JsonToken value = parser.nextToken();
                if (!isResult) {
                    parser.skipChildren();
                } else if (value == JsonToken.VALUE_STRING) {
                    failure = new LuxiReply.FailureText(parser.getString());
                } else {
                    failure = value == JsonToken.START_ARRAY ? exception(parser) : null;
                    parser.skipChildren();
                }
            }
        }
        return failure == null
                ? new LuxiReply.Malformed("result is neither a text nor a class with its arguments")
                : failure;
    }

    /** From the start of a list to its end: {@code [class, [argument, …]]} or {@code [class, null]}, or null. */
    private static LuxiReply.@Nullable Failure exception(JsonParser parser) {
        LuxiReply.Failure failure = null;
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
            String errorClass = parser.getString();
            List<JsonNode> arguments = arguments(parser);
            if (arguments != null
                    && parser.nextToken() == JsonToken.END_ARRAY
                    && ERROR_CLASS.matcher(errorClass).matches()) {
                failure = new LuxiReply.Failure(errorClass, arguments);
            }
        }
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            parser.nextToken();
        }
        return failure;
    }

    private static @Nullable List<JsonNode> arguments(JsonParser parser) {
        return switch (parser.nextToken()) {
            case START_ARRAY -> List.copyOf(((JsonNode) parser.readValueAsTree()).values());
            case VALUE_NULL -> List.of();
            default -> null;
        };
    }
}
