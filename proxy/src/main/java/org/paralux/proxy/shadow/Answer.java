package org.paralux.proxy.shadow;

import org.paralux.luxi.Payload;

/** What came of asking a daemon. */
public sealed interface Answer {
    /** A complete frame came; what it says is another question. */
    record Replied(Payload payload, long askedNanos, long answeredNanos) implements Answer {
        public long micros() {
            return (answeredNanos - askedNanos) / 1000;
        }
    }

    /**
     * None came, on a fresh connection.
     *
     * @param reason in a word: {@code unreachable}, {@code busy-or-closed}, {@code timed-out}, {@code closed}, {@code too-large}
     */
    record Failed(String reason) implements Answer {}

    /** One came that was too large for memory, and the spool did not take it. */
    record NotKept() implements Answer {}
}
