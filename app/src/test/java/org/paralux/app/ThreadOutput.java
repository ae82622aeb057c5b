package org.paralux.app;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output and error by thread: what a thread prints goes where it, or the thread that started it, was told to,
 * and to the process's own otherwise.
 */
final class ThreadOutput {
    private static final InheritableThreadLocal<PrintStream> OUT = new InheritableThreadLocal<>();
    private static final InheritableThreadLocal<PrintStream> ERR = new InheritableThreadLocal<>();

    static {
        System.setOut(new PrintStream(new ByThread(OUT, System.out), true));
        System.setErr(new PrintStream(new ByThread(ERR, System.err), true));
    }

    private ThreadOutput() {}

    /** Until it is closed, what this thread and those that it starts print goes there. */
    static Capture capture(PrintStream out, PrintStream err) {
        OUT.set(out);
        ERR.set(err);
        return () -> {
            OUT.remove();
            ERR.remove();
        };
    }

    interface Capture extends AutoCloseable {
        @Override
        void close();
    }

    private static final class ByThread extends OutputStream {
        private final InheritableThreadLocal<PrintStream> told;
        private final PrintStream processOwn;

        ByThread(InheritableThreadLocal<PrintStream> told, PrintStream processOwn) {
            this.told = told;
            this.processOwn = processOwn;
        }

        private PrintStream target() {
            PrintStream target = told.get();
            return target == null ? processOwn : target;
        }

        @Override
        public void write(int b) {
            target().write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            target().write(bytes, offset, length);
        }

        @Override
        public void flush() {
            target().flush();
        }
    }
}
