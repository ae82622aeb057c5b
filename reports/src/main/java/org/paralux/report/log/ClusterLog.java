package org.paralux.report.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Detail;
import org.paralux.audit.ReadOptions;

/**
 * The logs of one cluster's proxies, read once, by time. Damage ends nothing: what can be read is read, and
 * {@link LogHealth} tells the rest.
 *
 * @param stateDirs the folders
 * @param selection whose cluster is wanted
 * @param now after which no record can be
 * @param progress told now and then
 */
public record ClusterLog(List<Path> stateDirs, Selection selection, Instant now, Progress progress) {
    private static final int ENTRIES_A_STEP = 1 << 14;

    public ClusterLog {
        stateDirs = List.copyOf(stateDirs);
        if (stateDirs.isEmpty()) {
            throw new IllegalArgumentException("stateDirs: none (expected: at least one)");
        }
    }

    /** Takes the entries of a log. */
    @FunctionalInterface
    public interface LogReader {
        /**
         * Takes the next entry.
         *
         * @param source which of the folders it stands in
         */
        void accept(int source, AuditEntry entry);
    }

    /**
     * Hands on every entry of these events.
     *
     * @param events none for all
     * @throws MixedClustersException where the log holds several clusters and none was chosen
     */
    public LogHealth read(Set<Class<? extends AuditEvent>> events, LogReader entries) throws IOException {
        return read(events, Set.of(), entries);
    }

    /**
     * As {@link #read(Set, LogReader)}.
     *
     * @param without details that nobody looks at
     */
    public LogHealth read(Set<Class<? extends AuditEvent>> events, Set<Detail> without, LogReader entries)
            throws IOException {
        HealthTally health = new HealthTally(selection.range(), now);
        List<LogSource> sources = new ArrayList<>();
        try {
            long bytes = 0;
            for (Path stateDir : stateDirs) {
                LogSource source = LogSource.open(stateDir, options(events, without), health, selection.cluster());
                sources.add(source);
                bytes += source.bytes();
            }
            merge(sources, bytes, entries);
            return health.health();
        } finally {
            for (LogSource source : sources) {
                source.close();
            }
        }
    }

    /** What tells of the log itself is read in any case. */
    private static ReadOptions options(Set<Class<? extends AuditEvent>> events, Set<Detail> without) {
        Set<Class<? extends AuditEvent>> read = new HashSet<>(events);
        if (!read.isEmpty()) {
            read.add(AuditEvent.ProxyStarted.class);
            read.add(AuditEvent.Gap.class);
            read.add(AuditEvent.SegmentsDropped.class);
        }
        return ReadOptions.all().withEvents(read).without(without);
    }

    private void merge(List<LogSource> sources, long bytes, LogReader entries) throws IOException {
        long read = 0;
        for (LogSource next = earliest(sources); next != null; next = earliest(sources)) {
            AuditEntry entry = next.head();
            if (entry == null) {
                break;
            }
            entries.accept(sources.indexOf(next), entry);
            next.advance();
            if (++read % ENTRIES_A_STEP == 0) {
                progress.at(bytesRead(sources), bytes);
            }
        }
        progress.at(bytes, bytes);
    }

    private static long bytesRead(List<LogSource> sources) throws IOException {
        long sum = 0;
        for (LogSource source : sources) {
            sum += source.bytesRead();
        }
        return sum;
    }

    /** The source whose next entry is the earliest; of equals the first. Null when all are at their end. */
    private static @Nullable LogSource earliest(List<LogSource> sources) {
        LogSource earliest = null;
        Instant time = null;
        for (LogSource source : sources) {
            AuditEntry head = source.head();
            if (head != null && (time == null || head.time().isBefore(time))) {
                earliest = source;
                time = head.time();
            }
        }
        return earliest;
    }
}
