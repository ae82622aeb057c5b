package org.paralux.proxy.kernel;

/** What signals do to this process, below what Java tells of them. Thread-safe; nothing here waits. */
public final class NativeSignals {
    private static final long SIG_DFL = 0;
    private static final long SIG_IGN = 1;

    private static final NativeCall SIGNAL = NativeCall.of("signal");

    private NativeSignals() {}

    /** The process does not end by {@code signal} any more. */
    public static void ignore(int signal) {
        SIGNAL.call(signal, SIG_IGN);
    }

    /** The process ends by {@code signal} at once, and Java hears nothing of it. */
    public static void endBy(int signal) {
        SIGNAL.call(signal, SIG_DFL);
    }
}
