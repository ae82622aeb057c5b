package org.paralux.proxy.settle;

import org.paralux.luxi.Payload;

/**
 * One answer of one daemon to the query. What it shows was so at some moment between the two times.
 *
 * @param askedNanos before the request went out
 * @param answeredNanos after the whole reply was there
 */
public record Look(Side side, long askedNanos, long answeredNanos, Payload payload) {
    public Look {
        if (answeredNanos < askedNanos) {
            throw new IllegalArgumentException(
                    "answeredNanos: " + answeredNanos + " (expected: >= " + askedNanos + ", when it was asked)");
        }
    }
}
