package org.paralux.luxi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a reply says: that the call succeeded, or how it failed. Of the result of a success nothing is kept.
 *
 * <p>Where {@code success} or {@code result} stands twice, the last counts, as in every Python client. Nothing that
 * prints one of these prints the content of a message.
 */
public sealed interface LuxiReply {
    /** {@code success} is true. */
    record Success() implements LuxiReply {}

    /**
     * A Ganeti exception: {@code [class, [argument, …]]}. luxid writes null for no arguments, masterd an empty list.
     *
     * <p>{@link #toString()} keeps the arguments back: they quote the request.
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
                    ? Optional.of(arguments.get(1).stringValue()).filter(Failure::isCode)
                    : Optional.empty();
        }

        /** Whether {@code text} is one of Ganeti's error codes. */
        public static boolean isCode(String text) {
            return CODES.contains(text);
        }

        @Override
        public String toString() {
            return "Failure[" + errorClass + code().map(code -> ", " + code).orElse("") + "]";
        }
    }

    /**
     * A failure told as plain text: by masterd for what is no Ganeti exception, by luxid for a request it cannot parse.
     *
     * @param text may quote the request, so {@link #toString()} tells the length alone
     */
    record FailureText(String text) implements LuxiReply {
        @Override
        public String toString() {
            return "FailureText[" + text.length() + " characters]";
        }
    }

    /**
     * Not a reply.
     *
     * @param reason what is wrong with it, in one line, without its content
     */
    record Malformed(String reason) implements LuxiReply {}

    /** What {@code message} says. Never throws. */
    static LuxiReply in(Payload message) {
        return ReplyParser.parse(message);
    }
}
