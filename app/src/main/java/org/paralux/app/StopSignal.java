package org.paralux.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Waits for SIGTERM or SIGINT. A second one ends the process at once: an operator who asks twice does not want to wait
 * for connections to drain. (A shutdown hook cannot tell the second from the first.)
 */
@SuppressWarnings("sunapi")
final class StopSignal implements AutoCloseable {
    private static final int KILLED_BY_SIGNAL = 128;

    private final CountDownLatch asked = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal install() {
        StopSignal stop = new StopSignal();
        SignalHandler handler = stop::onSignal;
        Signal.handle(new Signal("TERM"), handler);
        Signal.handle(new Signal("INT"), handler);
        return stop;
    }

    private void onSignal(Signal signal) {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(KILLED_BY_SIGNAL + signal.getNumber());
        }
        asked.countDown();
    }

    void await() throws InterruptedException {
        asked.await();
    }

    /** Whether it came within the time. */
    boolean await(long time, TimeUnit unit) throws InterruptedException {
        return asked.await(time, unit);
    }

    @Override
    public void close() {
        Signal.handle(new Signal("TERM"), SignalHandler.SIG_DFL);
        Signal.handle(new Signal("INT"), SignalHandler.SIG_DFL);
    }
}
