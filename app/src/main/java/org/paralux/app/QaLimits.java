package org.paralux.app;

import java.nio.file.Path;
import java.time.Duration;
import org.paralux.proxy.units.Units;
import org.paralux.qa.ask.Pacer;
import org.paralux.qa.ask.SocketDaemon;
import org.paralux.qa.ask.Time;
import org.paralux.qa.run.QaOptions;
import picocli.CommandLine.Option;

/** How fast two daemons are asked, and for how long. */
final class QaLimits {
    /** A longer reply is taken for one without an end. */
    private static final int MAX_REPLY_BYTES = 1 << 30;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "So many requests a second to each daemon at most; 0 for no limit"
                    + " (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "So many cases at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(
            names = "--time-limit",
            paramLabel = "D",
            defaultValue = "1h",
            description = "End by then with what there is (default: ${DEFAULT-VALUE}).")
    private String timeLimit;

    @Option(
            names = "--reply-limit",
            paramLabel = "D",
            defaultValue = "10s",
            description = "How long a reply is waited for (default: ${DEFAULT-VALUE}).")
    private String replyLimit;

    @Option(
            names = "--patience",
            paramLabel = "D",
            defaultValue = "30s",
            description = "How long a daemon that went away is waited for (default: ${DEFAULT-VALUE}).")
    private String patience;

    SocketDaemon daemon(Path socket) {
        return new SocketDaemon(socket, new Pacer(rate, Time.SYSTEM), replyLimit(), MAX_REPLY_BYTES);
    }

    Duration replyLimit() {
        return Units.duration(replyLimit);
    }

    QaOptions options(long seed, long cases, long fuzz, Duration idle) {
        return new QaOptions(seed, cases, fuzz, concurrency, Units.duration(timeLimit), Units.duration(patience), idle);
    }
}
