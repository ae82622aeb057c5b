package org.paralux.luxi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * What a reply says: that the call succeeded, or how it failed. Of the result of a success nothing is kept, so that a
 * reply of 100 MiB costs no memory here.
 *
 * <p>Where {@code success} or {@code result} stands twice, the last counts, as in every Python client.
 */
public sealed interface LuxiReply {
    /** {@code success} is true. */
    record Success() implements LuxiReply {}

    /**
     * A Ganeti exception: {@code [class, [argument, …]]}. luxid writes null for no arguments, masterd an empty list.
     *
     * @param errorClass the exception's class, for example {@code OpPrereqError}
     */
    record Failure(String errorClass, List<JsonNode> arguments) implements LuxiReply {
        /** The closed list of Ganeti's error codes (2.7 {@code lib/errors.py}). */
        private static final Set<String> CODES = Set.of(
                "resolver_error",
                "insufficient_resources",
                "temp_insufficient_resources",
                "wrong_input",
                "wrong_state",
                "unknown_entity",
                "already_exists",
                "resource_not_unique",
                "internal_error",
                "environment_error");

        public Failure {
            arguments = List.copyOf(arguments);
        }

        /** The code that follows the message, where there is one. */
        public Optional<String> code() {
            return arguments.size() == 2 && arguments.get(1).isString()
                    ? Optional.of(arguments.get(1).stringValue()).filter(CODES::contains)
                    : Optional.empty();
        }
    }

    /** A failure told as plain text: by masterd for what is no Ganeti exception, by luxid for a request it cannot parse. */
    record FailureText(String text) implements LuxiReply {}

    /**
     * Not a reply.
     *
     * @param reason what is wrong with it, in one line, without its content
     */
    record Malformed(String reason) implements LuxiReply {}

    /** What {@code message} says. Never throws. */
    static LuxiReply in(Payload message) {
        try (JsonParser parser = LuxiJson.parser(message)) {
            return read(parser);
        } catch (JacksonException e) {
            return new Malformed(LuxiJson.describe(e));
        }
    }

    private static LuxiReply read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return new Malformed("no JSON object");
        }
        Boolean success = null;
        JsonNode result = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("success") && value.isBoolean()) {
                success = value == JsonToken.VALUE_TRUE;
            } else if (name.equals("result")) {
                result = failure(parser, success);
            }
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            return new Malformed("more than one object");
        }
        if (success == null) {
            return new Malformed("success is missing");
        }
        return success ? new Success() : failed(result);
    }

    /** A result that can be a failure is short: a text, or a list whose first member is a text. Others are skipped. */
    private static @Nullable JsonNode failure(JsonParser parser, @Nullable Boolean success) {
        if (Boolean.TRUE.equals(success)) {
            return null;
        }
        return switch (parser.currentToken()) {
            case VALUE_STRING, START_ARRAY -> FailurePrefix.read(parser);
            default -> null;
        };
    }

    private static LuxiReply failed(@Nullable JsonNode result) {
        if (result != null && result.isString()) {
            return new FailureText(result.stringValue());
        }
        if (result != null && result.size() == 2 && result.get(0).isString()) {
            JsonNode arguments = result.get(1);
            if (arguments.isArray() || arguments.isNull()) {
                return new Failure(result.get(0).stringValue(), List.copyOf(arguments.values()));
            }
        }
        return new Malformed("result is neither a text nor a class with its arguments");
    }
}
