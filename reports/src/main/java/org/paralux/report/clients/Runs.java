package org.paralux.report.clients;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.ProxyStarted;
import org.paralux.audit.AuditEvent.ProxyStopped;
import org.paralux.report.Release;
import org.paralux.report.TimeRange;

/**
 * The starts of proxies, and which of them a record belongs to. Every id that a run gives out begins with the run's own,
 * so the records of several runs may be mixed. Not thread-safe.
 */
final class Runs {
    /** Index of the release of records whose run is not known, or does not say. */
    static final int UNKNOWN_RELEASE = 0;

    private final List<Run> runs = new ArrayList<>();
    private final List<@Nullable Release> releases = new ArrayList<>();
    private @Nullable Run lastFound;

    /** Some run's id is the beginning of another's. */
    private boolean nested;

    /** @param assumed the release where the log does not say; null for none */
    Runs(@Nullable Release assumed) {
        releases.add(assumed);
    }

    void started(Instant time, ProxyStarted event) {
        String version = event.builds().get("release");
        Release release = version == null ? null : Release.in(version).orElse(null);
        for (Run earlier : runs) {
            earlier.succeededBy(time, event);
            nested |= event.run().startsWith(earlier.event.run())
                    || earlier.event.run().startsWith(event.run());
        }
        runs.add(new Run(time, event, release == null ? UNKNOWN_RELEASE : indexOf(release)));
        lastFound = null;
    }

    private int indexOf(Release release) {
        int index = releases.subList(1, releases.size()).indexOf(release);
        if (index >= 0) {
            return index + 1;
        }
        releases.add(release);
        return releases.size() - 1;
    }

    void stopped(Instant time, ProxyStopped event) {
        for (Run run : runs) {
            if (run.event.run().equals(event.run())) {
                run.stopped = time;
                run.over = time;
            }
        }
    }

    /** Index of the release in which the record with this id was made. */
    int releaseOf(String id) {
        Run run = runOf(id);
        return run == null ? UNKNOWN_RELEASE : run.release;
    }

    /** The run whose id is the longest beginning of {@code id}. */
    private @Nullable Run runOf(String id) {
        if (!nested && lastFound != null && id.startsWith(lastFound.event.run())) {
            return lastFound;
        }
        Run found = null;
        for (Run run : runs) {
            boolean longer = found == null
                    || run.event.run().length() > found.event.run().length();
            if (id.startsWith(run.event.run()) && longer) {
                found = run;
            }
        }
        lastFound = found;
        return found;
    }

    /** The releases by index; the first is the unknown one, null unless one was assumed. */
    List<@Nullable Release> releases() {
        return releases;
    }

    /** The release of the last run that says one and reaches into {@code range}, else the assumed one. */
    @Nullable Release current(TimeRange range) {
        for (Run run : reaching(range).reversed()) {
            if (run.release != UNKNOWN_RELEASE) {
                return releases.get(run.release);
            }
        }
        return releases.getFirst();
    }

    /** Where the clients of the last run would find the query socket. */
    String querySocket() {
        String listen = runs.isEmpty() ? "" : runs.getLast().event.listen();
        return listen.endsWith("/ganeti-master")
                ? listen.substring(0, listen.lastIndexOf('/')) + "/ganeti-query"
                : "/var/run/ganeti/socket/ganeti-query";
    }

    /** The host of the last run; empty where the log names none. */
    String node() {
        return runs.isEmpty() ? "" : runs.getLast().event.node();
    }

    List<RunRow> rows(TimeRange range) {
        return reaching(range).stream().map(Run::row).toList();
    }

    private List<Run> reaching(TimeRange range) {
        return runs.stream()
                .filter(run -> !range.endsBy(run.started))
                .filter(run -> run.over == null || !range.startsAfter(run.over))
                .toList();
    }

    private static final class Run {
        private final Instant started;
        private final ProxyStarted event;
        private final int release;
        private @Nullable Instant stopped;

        /** When it can have written no more, as far as the log tells; it may have crashed before. */
        private @Nullable Instant over;

        Run(Instant started, ProxyStarted event, int release) {
            this.started = started;
            this.event = event;
            this.release = release;
        }

        void succeededBy(Instant time, ProxyStarted next) {
            if (over == null
                    && next.node().equals(event.node())
                    && next.listen().equals(event.listen())) {
                over = time;
            }
        }

        RunRow row() {
            return new RunRow(
                    event.run(),
                    event.cluster(),
                    event.node(),
                    event.listen(),
                    event.listenRole(),
                    event.primary(),
                    event.queryListen(),
                    event.builds().get("release"),
                    started,
                    stopped);
        }
    }
}
