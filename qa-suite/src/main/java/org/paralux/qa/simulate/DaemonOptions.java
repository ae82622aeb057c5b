package org.paralux.qa.simulate;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one embedded daemon behaves.
 *
 * @param clusterFile a copy of a {@code config.data}; null for the sample cluster
 * @param reloadLag how much later than written the configuration is seen
 * @param latency how long each reply is held back
 * @param idleLimit after which a silent connection is closed; null for never
 * @param backlog how many connections wait to be accepted
 */
public record DaemonOptions(
        Path socket,
        DaemonStyle style,
        @Nullable Path clusterFile,
        Duration reloadLag,
        Duration latency,
        @Nullable Duration idleLimit,
        int backlog,
        Set<PosixFilePermission> socketMode) {

    /** What both real daemons ask for. */
    public static final int BACKLOG = 5;

    /** What luxid allows since 2.16. */
    public static final Duration LUXID_IDLE_LIMIT = Duration.ofMinutes(3);

    public DaemonOptions {
        if (reloadLag.isNegative()) {
            throw new IllegalArgumentException("reloadLag: " + reloadLag + " (expected: >= 0)");
        }
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
                style,
                null,
                Duration.ZERO,
                Duration.ZERO,
                style == DaemonStyle.LUXID ? LUXID_IDLE_LIMIT : null,
                BACKLOG,
                PosixFilePermissions.fromString(style == DaemonStyle.LUXID ? "rw-rw----" : "rwxrwx---"));
    }

    public DaemonOptions withClusterFile(@Nullable Path file) {
        return new DaemonOptions(socket, style, file, reloadLag, latency, idleLimit, backlog, socketMode);
    }

    public DaemonOptions withReloadLag(Duration lag) {
        return new DaemonOptions(socket, style, clusterFile, lag, latency, idleLimit, backlog, socketMode);
    }

    public DaemonOptions withLatency(Duration delay) {
        return new DaemonOptions(socket, style, clusterFile, reloadLag, delay, idleLimit, backlog, socketMode);
    }

    public DaemonOptions withIdleLimit(@Nullable Duration limit) {
        return new DaemonOptions(socket, style, clusterFile, reloadLag, latency, limit, backlog, socketMode);
    }

    public DaemonOptions withBacklog(int connections) {
        return new DaemonOptions(socket, style, clusterFile, reloadLag, latency, idleLimit, connections, socketMode);
    }

    public DaemonOptions withSocketMode(Set<PosixFilePermission> mode) {
        return new DaemonOptions(socket, style, clusterFile, reloadLag, latency, idleLimit, backlog, mode);
    }
}
