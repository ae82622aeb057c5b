package org.paralux.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log in a folder of a test: to write it, to look at its files, and to tamper with them. */
final class TestLog {
    static final Duration LIMIT = Duration.ofSeconds(20);

    /** Segments that hold all a test writes, never compressed, forced by nobody, on a disk of any size. */
    static final AuditSettings ONE_SEGMENT =
            AuditSettings.defaults().withSync(new SyncPolicy.Never()).withFloor(new AuditSettings.Floor(0, 0));

    final Path stateDir;
    final TestClock clock = new TestClock();
    final FaultyDisk disk = new FaultyDisk();
    final List<AuditHead> heads = new CopyOnWriteArrayList<>();

    TestLog(Path stateDir) {
        this.stateDir = stateDir;
    }

    static AuditSettings segmentsOf(long bytes) {
        return ONE_SEGMENT.withRotation(new AuditSettings.Rotation(bytes, Duration.ofHours(1)));
    }

    AuditLog open(AuditSettings settings) throws IOException {
        return AuditLog.open(stateDir, settings, clock, clock::nanos, heads::add, disk);
    }

    AuditLog open() throws IOException {
        return open(ONE_SEGMENT);
    }

    /** Writes a run that is stopped in order: one start, a client, so many queries, the end. */
    void writeRun(String run, int queries, AuditSettings settings) throws IOException {
        try (AuditLog log = open(settings)) {
            appendRun(log, run, queries);
            awaitCompression(log);
        }
    }

    /** As {@link #writeRun}, but killed at its end: the last segment stays plain. */
    void writeKilledRun(String run, int queries, AuditSettings settings) throws IOException {
        Map<Segment, byte[]> plain = new HashMap<>();
        try (AuditLog log = open(settings)) {
            appendRun(log, run, queries);
            awaitCompression(log);
            for (Segment segment : folder().files()) {
                if (!segment.compressed()) {
                    plain.put(segment, Files.readAllBytes(segment.path()));
                }
            }
        }
        for (Map.Entry<Segment, byte[]> segment : plain.entrySet()) {
            Files.write(segment.getKey().path(), segment.getValue());
            Files.delete(segment.getKey().inOtherForm().path());
        }
    }

    void appendRun(AuditLog log, String run, int queries) {
        log.append(clock.instant(), Events.started(run));
        log.append(clock.instant(), Events.seen(run + "-c"));
        for (int i = 0; i < queries; i++) {
            log.append(clock.instant(), Events.query(run + "-" + i, run + "-c"));
        }
        log.append(clock.instant(), Events.stopped(run, Map.of("received", (long) queries, "queries", (long) queries)));
    }

    /** Waits until all that was appended is written, and every sealed segment compressed. */
    void awaitCompression(AuditLog log) {
        assertTrue(log.flush(LIMIT), "the log takes no records");
        await().atMost(LIMIT).until(() -> {
            List<Segment> segments = folder().files();
            return segments.stream().filter(segment -> !segment.compressed()).count() <= 1;
        });
    }

    SegmentFolder folder() {
        return SegmentFolder.of(SegmentFolder.in(stateDir));
    }

    List<Segment> segments() throws IOException {
        return folder().list();
    }

    /** The lines of one segment, without their line feeds. */
    static List<String> lines(Segment segment) throws IOException {
        return new ArrayList<>(text(segment).lines().toList());
    }

    static String text(Segment segment) throws IOException {
        try (InputStream file = Files.newInputStream(segment.path());
                InputStream in = segment.compressed() ? new ZstdInputStreamNoFinalizer(file) : file) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** All lines of the log. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Segment segment : segments()) {
            lines.addAll(lines(segment));
        }
        return lines;
    }

    static void write(Segment segment, List<String> lines) throws IOException {
        write(segment, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    static void write(Segment segment, String text) throws IOException {
        try (OutputStream file = Files.newOutputStream(segment.path());
                OutputStream out = segment.compressed() ? new ZstdOutputStreamNoFinalizer(file) : file) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    List<AuditReading> read(ReadOptions options) throws IOException {
        List<AuditReading> all = new ArrayList<>();
        try (AuditReader reader = AuditReader.open(stateDir, options)) {
            for (AuditReading reading = reader.next(); reading != null; reading = reader.next()) {
                all.add(reading);
            }
        }
        return all;
    }

    /** The entries of a log that has no damage. */
    List<AuditEntry> entries() throws IOException {
        return read(ReadOptions.all()).stream().map(AuditEntry.class::cast).toList();
    }

    List<AuditEvent> events() throws IOException {
        return entries().stream().map(AuditEntry::event).toList();
    }

    Verification verify() throws IOException {
        return AuditVerifier.verify(stateDir, KnownHeads.none());
    }
}
