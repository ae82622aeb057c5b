package org.paralux.proxy.listener;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.paralux.proxy.relay.Relay;

/** The clients that connected to a socket of ours and were not accepted yet. */
public final class Backlog {
    private static final Duration QUIET = Duration.ofMillis(300);

    private Backlog() {}

    /** Waits, on a socket that nobody finds any more, until nobody came for a while. */
    public static void awaitEmpty(Relay relay) throws InterruptedException {
        long accepted = relay.acceptedCount();
        while (true) {
            TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
            long now = relay.acceptedCount();
            if (now == accepted) {
                return;
            }
            accepted = now;
        }
    }
}
