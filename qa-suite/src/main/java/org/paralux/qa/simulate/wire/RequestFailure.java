package org.paralux.qa.simulate.wire;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Why a request has no result. Each kind is told in a way of its own; none is a bug of ours, so none has a trace. */
public abstract sealed class RequestFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private RequestFailure(String message) {
        super(message, null, false, false);
    }

    /** A Ganeti exception: told as its class and its arguments, and the connection stays open. */
    public static final class Coded extends RequestFailure {
        private static final long serialVersionUID = 1;

        private final ArrayNode encoded = JsonNodeFactory.instance.arrayNode();

        public Coded(String errorClass, String... arguments) {
            super(errorClass);
            ArrayNode texts = encoded.add(errorClass).addArray();
            for (String argument : arguments) {
                texts.add(argument);
            }
        }

        /** {@code [class, [argument, …]]}. */
        public JsonNode toJson() {
            return encoded;
        }
    }

    /** What masterd did not expect: told as text, and the connection stays open. */
    public static final class Uncoded extends RequestFailure {
        private static final long serialVersionUID = 1;

        public Uncoded(String message) {
            super(message);
        }
    }

    /** A request that cannot be understood: what is told, if anything, is the last word on the connection. */
    public static final class Malformed extends RequestFailure {
        private static final long serialVersionUID = 1;

        public Malformed(String message) {
            super(message);
        }
    }

    public static Coded wrongInput(String message) {
        return new Coded("OpPrereqError", message, "wrong_input");
    }

    public static Coded unknownEntity(String message) {
        return new Coded("OpPrereqError", message, "unknown_entity");
    }

    public static Coded generic(String message) {
        return new Coded("GenericError", message);
    }

    public static Coded parameter(String message) {
        return new Coded("ParameterError", message);
    }
}
