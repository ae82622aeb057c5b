package org.paralux.luxi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request turned out to be. Exactly one of these for any bytes whatever.
 *
 * <p>{@link Query}, {@link LockQuery} and {@link MalformedQuery} are the three sorts of {@link RequestKind#QUERY}.
 */
public sealed interface LuxiRequest
        permits Query,
                LuxiRequest.LockQuery,
                LuxiRequest.MalformedQuery,
                LuxiRequest.Command,
                LuxiRequest.Wait,
                LuxiRequest.Unknown {

    /** What {@code message} is. Never throws: what cannot be understood is {@link Unknown}. */
    static LuxiRequest in(Payload message) {
        return RequestParser.parse(message);
    }

    RequestKind kind();

    /** The method's name on the wire, as far as it is known. */
    @Nullable String methodName();

    /** {@code Query} or {@code QueryFields} on {@code lock}: a query that stays with the primary for ever. */
    record LockQuery(LuxiMethod method, QueryTerms terms) implements LuxiRequest {
        @Override
        public RequestKind kind() {
            return RequestKind.QUERY;
        }

        @Override
        public String methodName() {
            return method.wireName();
        }
    }

    /**
     * A query by its method that is not one JSON object for every reader, or has arguments that its method does not take,
     * so that it is never replayed.
     *
     * @param reason what is wrong with it, in one line, without its content
     */
    record MalformedQuery(LuxiMethod method, String reason) implements LuxiRequest {
        @Override
        public RequestKind kind() {
            return RequestKind.QUERY;
        }

        @Override
        public String methodName() {
            return method.wireName();
        }
    }

    /**
     * A request that changes state. Its arguments are not kept: they hold secrets.
     *
     * @param opcodes the {@code OP_ID}s of the jobs it submits, in order, the first {@link #MAX_OPCODES} of them
     */
    record Command(LuxiMethod method, List<String> opcodes) implements LuxiRequest {
        public static final int MAX_OPCODES = 100;

        public Command {
            opcodes = List.copyOf(opcodes);
        }

        @Override
        public RequestKind kind() {
            return RequestKind.COMMAND;
        }

        @Override
        public String methodName() {
            return method.wireName();
        }
    }

    /** {@code WaitForJobChange}. */
    record Wait(LuxiMethod method) implements LuxiRequest {
        @Override
        public RequestKind kind() {
            return RequestKind.WAIT;
        }

        @Override
        public String methodName() {
            return method.wireName();
        }
    }

    /**
     * Not a request, or one whose method nobody here knows.
     *
     * @param methodName the name that came, cut to {@link #MAX_NAME_LENGTH} characters; null when there was none, or
     *     several that differ
     * @param reason what is wrong with it, in one line, without its content
     */
    record Unknown(@Nullable String methodName, String reason) implements LuxiRequest {
        public static final int MAX_NAME_LENGTH = 64;

        public Unknown {
            if (methodName != null && methodName.length() > MAX_NAME_LENGTH) {
                methodName = methodName.substring(0, MAX_NAME_LENGTH);
            }
        }

        @Override
        public RequestKind kind() {
            return RequestKind.UNKNOWN;
        }

        /** Without the name, which is the client's text. */
        @Override
        public String toString() {
            return "Unknown[" + reason + "]";
        }
    }
}
