package org.paralux.proxy.relay;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.TeeSettings;

/**
 * How a relay forwards.
 *
 * @param primary the socket of the daemon that answers
 * @param answerer which of the two that is: the shadow, where clients mean to ask it
 * @param shadow the socket of the daemon on trial; null where there is none
 * @param threads event loops; a client and its upstream share one
 * @param fallBackAfter how long the shadow may be silent before a query of a client falls back to the primary
 * @param connectTimeLimit how long a busy primary is tried
 * @param backlog how many clients may wait to be accepted
 */
public record RelaySettings(
        Path primary,
        Answerer answerer,
        @Nullable Path shadow,
        Duration fallBackAfter,
        int threads,
        Duration connectTimeLimit,
        int backlog,
        TeeSettings tee) {

    public RelaySettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
        }
        if (backlog < 1) {
            throw new IllegalArgumentException("backlog: " + backlog + " (expected: >= 1)");
        }
    }
}
