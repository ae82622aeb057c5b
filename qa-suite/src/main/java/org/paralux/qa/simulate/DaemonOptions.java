package org.paralux.qa.simulate;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.simulate.model.ReloadLag;

/**
 * How one embedded daemon behaves.
 *
 * @param clusterFile a copy of a {@code config.data}; null for the sample cluster
 * @param latency how long each reply is held back
 * @param idleLimit after which a silent connection is closed; null for never
 * @param backlog how many connections wait to be accepted
 */
public record DaemonOptions(
        Path socket,
        AnswerOptions answers,
        @Nullable Path clusterFile,
        Duration latency,
        @Nullable Duration idleLimit,
        int backlog,
        Set<PosixFilePermission> socketMode) {

    /** What both real daemons ask for. */
    public static final int BACKLOG = 5;

    /** What luxid allows since 2.16. */
    public static final Duration LUXID_IDLE_LIMIT = Duration.ofMinutes(3);

    public DaemonOptions {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("latency: " + latency + " (expected: >= 0)");
        }
        if (idleLimit != null && !idleLimit.isPositive()) {
            throw new IllegalArgumentException("idleLimit: " + idleLimit + " (expected: > 0, or null)");
        }
        if (backlog < 1) {
            throw new IllegalArgumentException("backlog: " + backlog + " (expected: >= 1)");
        }
        socketMode = Set.copyOf(socketMode);
    }

    /** A daemon of that style on the sample cluster, as prompt as it can be. */
    public static DaemonOptions of(Path socket, DaemonStyle style) {
        return new DaemonOptions(
                socket,
                AnswerOptions.of(style),
                null,
                Duration.ZERO,
                style == DaemonStyle.LUXID ? LUXID_IDLE_LIMIT : null,
                BACKLOG,
                PosixFilePermissions.fromString(style == DaemonStyle.LUXID ? "rw-rw----" : "rwxrwx---"));
    }

    DaemonStyle style() {
        return answers.style();
    }

    public DaemonOptions withAnswers(AnswerOptions other) {
        return new DaemonOptions(socket, other, clusterFile, latency, idleLimit, backlog, socketMode);
    }

    public DaemonOptions withReloadLag(Duration lag) {
        return withAnswers(answers.withReloadLag(ReloadLag.always(lag)));
    }

    public DaemonOptions withClusterFile(@Nullable Path file) {
        return new DaemonOptions(socket, answers, file, latency, idleLimit, backlog, socketMode);
    }

    public DaemonOptions withLatency(Duration delay) {
        return new DaemonOptions(socket, answers, clusterFile, delay, idleLimit, backlog, socketMode);
    }

    public DaemonOptions withIdleLimit(@Nullable Duration limit) {
        return new DaemonOptions(socket, answers, clusterFile, latency, limit, backlog, socketMode);
    }

    public DaemonOptions withBacklog(int connections) {
        return new DaemonOptions(socket, answers, clusterFile, latency, idleLimit, connections, socketMode);
    }

    public DaemonOptions withSocketMode(Set<PosixFilePermission> mode) {
        return new DaemonOptions(socket, answers, clusterFile, latency, idleLimit, backlog, mode);
    }
}
