package org.paralux.app;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.paralux.report.log.Progress;
import org.paralux.report.text.Words;

/**
 * Tells on a terminal how much of the log is read and how long the rest takes. Nothing is told of what is over at once,
 * and nothing of it stays. Not thread-safe.
 */
final class ProgressBar implements Progress {
    private static final long QUIET_NANOS = Duration.ofMillis(500).toNanos();
    private static final long EVERY_NANOS = Duration.ofMillis(150).toNanos();
    private static final int CELLS = 30;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream terminal;
    private final LongSupplier nanoClock;
    private final long start;
    private long lastTold;
    private boolean told;

    ProgressBar(PrintStream terminal, LongSupplier nanoClock) {
        this.terminal = terminal;
        this.nanoClock = nanoClock;
        this.start = nanoClock.getAsLong();
        this.lastTold = start;
    }

    /** Whether anybody would see it. */
    static boolean wanted() {
        return Terminal.isOutput() && System.getenv("CI") == null;
    }

    @Override
    public void at(long done, long all) {
        long now = nanoClock.getAsLong();
        if (done >= all) {
            if (told) {
                terminal.print(ERASE_LINE);
                terminal.flush();
            }
            return;
        }
        if (now - start < QUIET_NANOS || now - lastTold < EVERY_NANOS) {
            return;
        }
        lastTold = now;
        told = true;
        terminal.print(ERASE_LINE + line(done, all, now - start));
        terminal.flush();
    }

    static String line(long done, long all, long nanos) {
        int full = (int) (CELLS * done / Math.max(1, all));
        String left = done == 0
                ? ""
                : ", " + Words.span(Duration.ofNanos((long) (nanos * ((double) (all - done) / done)))) + " left";
        return "reading the log [" + "#".repeat(full) + ".".repeat(CELLS - full) + "] " + Words.percent(done, all)
                + left;
    }
}
