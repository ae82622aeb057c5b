package org.paralux.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.paralux.proxy.kernel.NativeSignals;

/**
 * Waits for SIGTERM or SIGINT, and lets the program end in its own order. A second signal ends the process at once: an
 * operator who asks twice does not want to wait for connections to drain. Java's shutdown hooks see the first signal
 * only, so the first one gives both signals back to the kernel.
 */
final class StopSignal implements AutoCloseable {
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onSignal, "stop");

    private volatile boolean signalled;
    private volatile Runnable action = () -> {};
    private volatile int exitCode = ExitCode.OK;

    private StopSignal() {}

    static StopSignal install() {
        StopSignal stop = new StopSignal();
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    private void onSignal() {
        NativeSignals.endBy(SIGTERM);
        NativeSignals.endBy(SIGINT);
        signalled = true;
        asked.countDown();
        action.run();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Asked to end and ended in order: the exit code of a signal would say that it failed.
        Runtime.getRuntime().halt(exitCode);
    }

    /** What to do at once when it comes, on another thread. */
    void onSignal(Runnable atOnce) {
        action = atOnce;
    }

    /** What the process ends with after a signal, in place of 0. */
    void endWith(int code) {
        exitCode = code;
    }

    /** As a signal would: the program is to end, for a reason of its own. */
    void ask() {
        asked.countDown();
    }

    boolean wasSignal() {
        return signalled;
    }

    void await() throws InterruptedException {
        asked.await();
    }

    /** Whether it came within the time. */
    boolean await(long time, TimeUnit unit) throws InterruptedException {
        return asked.await(time, unit);
    }

    /** The program has done what it does before it ends. */
    @Override
    public void close() {
        done.countDown();
        if (!signalled) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
