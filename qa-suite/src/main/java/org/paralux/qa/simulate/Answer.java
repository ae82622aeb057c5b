package org.paralux.qa.simulate;

import org.paralux.luxi.Payload;

/** What a daemon does about a request. */
sealed interface Answer {
    record Reply(Payload payload) implements Answer {}

    /** A reply, and then the connection is closed. */
    record LastReply(Payload payload) implements Answer {}

    /** Bytes that are no reply, without an ETX, and then the connection is closed. */
    record Fragment(Payload bytes) implements Answer {}

    /** The same bytes again and again, as long as the client reads. */
    record Endless(Payload bytes) implements Answer {}

    /** The connection is closed without a word. */
    record HangUp() implements Answer {}

    /** Nothing is said, and the connection stays open. */
    record Silence() implements Answer {}
}
