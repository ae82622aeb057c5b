package org.paralux.proxy.relay;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the shadow has had its time for the reply that is due. One timer serves a connection, however many requests
 * it sends: it is armed while replies are owed, and looks at the oldest. Belongs to the client's event loop.
 */
final class ShadowTimer {
    private final ClientSide side;
    private final long limitNanos;
    private final Unanswered sent;
    private final Runnable overdue;
    private @Nullable Future<?> armed;

    /**
     * @param limitNanos how long a reply that is due may have no byte
     * @param overdue gives up on the reply that is due; called again after the same time if that did not end it
     */
    ShadowTimer(ClientSide side, long limitNanos, Unanswered sent, Runnable overdue) {
        this.side = side;
        this.limitNanos = limitNanos;
        this.sent = sent;
        this.overdue = overdue;
    }

    /** A request was sent to the shadow. */
    void watch() {
        if (armed == null) {
            arm(limitNanos);
        }
    }

    /** The connection is over; what it holds must not wait for the time to be up. */
    void end() {
        if (armed != null) {
            armed.cancel(false);
        }
    }

    private void arm(long nanos) {
        armed = side.loop().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        armed = null;
        if (sent.isEmpty()) {
            return;
        }
        long leftNanos = sent.dueSinceNanos() + limitNanos - System.nanoTime();
        if (leftNanos > 0) {
            arm(leftNanos);
            return;
        }
        overdue.run();
        if (!sent.isEmpty()) {
            watch();
        }
    }
}
