package org.paralux.qa.simulate;

import org.paralux.luxi.Payload;

/** What a daemon does about a request. */
sealed interface Answer {
    record Reply(Payload payload) implements Answer {}

    /** A reply, and then the connection is closed. */
    record LastReply(Payload payload) implements Answer {}

    /** The connection is closed without a word. */
    record HangUp() implements Answer {}
}
