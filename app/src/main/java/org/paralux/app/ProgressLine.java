package org.paralux.app;

import java.io.PrintWriter;
import java.time.Duration;
import org.paralux.qa.run.Progress;

/** Progress on one line of a terminal, which is gone at the end; nothing where there is no terminal. Thread-safe. */
final class ProgressLine implements Progress.Listener, AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean shown = Terminal.isOutput();
    private long shownNanos = System.nanoTime() - BETWEEN.toNanos();

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    @Override
    public synchronized void at(Progress progress) {
        long now = System.nanoTime();
        if (shown && now - shownNanos >= BETWEEN.toNanos()) {
            shownNanos = now;
            err.print(CLEAR + text(progress));
            err.flush();
        }
    }

    static String text(Progress progress) {
        StringBuilder text = new StringBuilder(progress.phase());
        if (progress.total() > 0) {
            text.append(": %d of %d cases".formatted(progress.done(), progress.total()));
        }
        text.append(", %d open, %d findings".formatted(progress.open(), progress.findings()));
        Duration left = progress.left();
        if (left != null) {
            text.append(", some %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart()));
        }
        return text.toString();
    }

    @Override
    public synchronized void close() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
