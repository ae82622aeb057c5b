package org.paralux.app;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for SIGTERM or SIGINT, and lets the program end in its own order. A second signal ends the process at once: an
 * operator who asks twice does not want to wait for connections to drain. Java's shutdown hooks see the first signal
 * only, so the first one gives both signals back to the kernel.
 */
final class StopSignal implements AutoCloseable {
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final long DEFAULT_ACTION = 0;

    @SuppressWarnings("restricted")
    private static final MethodHandle SIGNAL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("signal"),
                    FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

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
        giveBack(SIGTERM);
        giveBack(SIGINT);
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

    private static void giveBack(int signal) {
        try {
            long _ = (long) SIGNAL.invokeExact(signal, DEFAULT_ACTION);
        } catch (Throwable e) {
            throw new AssertionError("signal throws nothing", e);
        }
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
