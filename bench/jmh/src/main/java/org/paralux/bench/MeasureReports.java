package org.paralux.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.paralux.audit.AuditEvent;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.consistency.ConsistencyReportBuilder;
import org.paralux.report.consistency.StoredValues;
import org.paralux.report.log.ClusterLog;
import org.paralux.report.log.LogHealth;
import org.paralux.report.log.Progress;
import org.paralux.report.log.Selection;
import org.paralux.report.readiness.ReadinessReportBuilder;
import org.paralux.report.readiness.Standard;

/**
 * How many records of a log each report gets through in a second of the reading thread's processor time, again and again
 * in one process, so that the last rounds are warm: {@code MeasureReports DIR [ROUNDS]}.
 */
public final class MeasureReports {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path stateDir;
    private final Instant now = Instant.now();
    private long records;

    private MeasureReports(Path stateDir) {
        this.stateDir = stateDir;
    }

    public static void main(String[] arguments) throws IOException {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        MeasureReports measure = new MeasureReports(Path.of(arguments[0]));
        for (int round = 0; round < rounds; round++) {
            measure.tell("every record", measure::everyRecord, System.out);
            measure.tell("consistency", measure::consistency, System.out);
            measure.tell("readiness", measure::readiness, System.out);
            measure.tell("clients", measure::clients, System.out);
        }
    }

    /** Makes a report. */
    @FunctionalInterface
    private interface Making {
        void make() throws IOException;
    }

    private void tell(String report, Making making, PrintStream out) throws IOException {
        long start = THREADS.getCurrentThreadCpuTime();
        making.make();
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%-12s %8.0f/s%n", report, records / seconds);
    }

    private ClusterLog log() {
        return new ClusterLog(List.of(stateDir), Selection.ALL, now, Progress.NONE);
    }

    /** All events into objects, and nothing made of them. */
    private void everyRecord() throws IOException {
        records = log().read(Set.of(), (source, entry) -> {}).records();
    }

    private void consistency() throws IOException {
        ConsistencyReportBuilder builder = new ConsistencyReportBuilder(Selection.ALL);
        LogHealth health = log().read(
                        ConsistencyReportBuilder.EVENTS,
                        ConsistencyReportBuilder.WITHOUT,
                        (source, entry) -> builder.accept(entry));
        builder.build(now, health, Duration.ofSeconds(20), null, StoredValues.NONE);
    }

    private void readiness() throws IOException {
        ReadinessReportBuilder builder = new ReadinessReportBuilder(Selection.ALL, Standard.PLAIN, List.of(), now);
        ClientsReportBuilder clients = new ClientsReportBuilder(Selection.ALL);
        Set<Class<? extends AuditEvent>> events = new HashSet<>(ReadinessReportBuilder.EVENTS);
        events.addAll(ClientsReportBuilder.EVENTS);
        LogHealth health = log().read(events, ReadinessReportBuilder.WITHOUT, (source, entry) -> {
            builder.accept(source, entry);
            clients.accept(entry);
        });
        builder.build(now, health, clients.build(now), List.of());
    }

    private void clients() throws IOException {
        ClientsReportBuilder builder = new ClientsReportBuilder(Selection.ALL);
        log().read(ClientsReportBuilder.EVENTS, ClientsReportBuilder.WITHOUT, (source, entry) -> builder.accept(entry));
        builder.build(now);
    }
}
