package org.paralux.proxy.admin;

import java.util.function.Supplier;

/**
 * What is done at one path of the admin socket.
 *
 * @param changes whether it changes what the proxy does: then not everyone who may read may ask for it
 */
public record AdminVerb(boolean changes, Action action) {
    /** What is done, on the admin loop. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does what is asked.
         *
         * @param body JSON, or nothing
         * @return JSON
         * @throws AdminException when it cannot be
         */
        String apply(Caller caller, String body) throws AdminException;
    }

    /** One that only makes something for who asks. */
    public static AdminVerb harmless(Supplier<String> answer) {
        return new AdminVerb(false, (caller, body) -> answer.get());
    }

    public static AdminVerb changing(Action action) {
        return new AdminVerb(true, action);
    }
}
