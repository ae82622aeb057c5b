package org.paralux.audit;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.paralux.luxi.LuxiJson;
import tools.jackson.core.JsonParser;

/** Records read a second, from files that the system has in memory; against the bare bytes and a general parser. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(AuditReadBench.RECORDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class AuditReadBench {
    static final int RECORDS = 200_000;

    @Param({"plain", "compressed"})
    public String segments;

    private Path stateDir;

    @Setup(Level.Trial)
    public void write() throws IOException {
        stateDir = Files.createTempDirectory("paralux-bench");
        boolean compressed = segments.equals("compressed");
        AuditSettings settings = AuditSettings.defaults()
                .withQueueBytes(1L << 30)
                .withFloor(new AuditSettings.Floor(0, 0))
                .withRotation(new AuditSettings.Rotation(compressed ? 16L << 20 : 1L << 40, Duration.ofDays(1)));
        try (AuditLog log = AuditLog.open(stateDir, settings, InstantSource.system(), System::nanoTime, head -> {})) {
            Traffic.of(RECORDS).forEach(event -> log.append(Traffic.START, event));
            log.flush(Duration.ofMinutes(1));
            while (compressed
                    && SegmentFolder.of(SegmentFolder.in(stateDir)).files().stream()
                                    .filter(segment -> !segment.compressed())
                                    .count()
                            > 1) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Folders.delete(stateDir);
    }

    /** The limit: the bytes alone, decompressed. */
    @Benchmark
    public long bytes() throws IOException {
        long sum = 0;
        byte[] buffer = new byte[256 << 10];
        for (Segment segment : SegmentFolder.of(SegmentFolder.in(stateDir)).list()) {
            try (InputStream file = new FileInputStream(segment.path().toFile());
                    InputStream in = segment.compressed() ? new ZstdInputStreamNoFinalizer(file) : file) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    sum += length;
                }
            }
        }
        return sum;
    }

    @Benchmark
    public long everyEvent() throws IOException {
        return read(ReadOptions.all());
    }

    /** What a report costs that asks for rare events only. */
    @Benchmark
    public long rareEvents() throws IOException {
        return RECORDS + read(ReadOptions.all().withEvents(Set.of(AuditEvent.Gap.class)));
    }

    private long read(ReadOptions options) throws IOException {
        long sum = 0;
        try (AuditReader reader = AuditReader.open(stateDir, options)) {
            for (AuditReading reading = reader.next(); reading != null; reading = reader.next()) {
                sum++;
            }
        }
        return sum;
    }

    @Benchmark
    public Verification verify() throws IOException {
        return AuditVerifier.verify(stateDir, KnownHeads.none());
    }

    /** A general streaming parser that looks at every token of every line and keeps nothing. */
    @Benchmark
    public long jacksonTokens() throws IOException {
        long sum = 0;
        for (Segment segment : SegmentFolder.of(SegmentFolder.in(stateDir)).list()) {
            try (InputStream file = new FileInputStream(segment.path().toFile());
                    InputStream in = segment.compressed() ? new ZstdInputStreamNoFinalizer(file) : file;
                    JsonParser parser = LuxiJson.parser(in)) {
                while (parser.nextToken() != null) {
                    sum++;
                }
            }
        }
        return sum;
    }

    /** A general parser that makes a tree of every line. */
    @Benchmark
    public long jacksonTrees() throws IOException {
        long sum = 0;
        for (Segment segment : SegmentFolder.of(SegmentFolder.in(stateDir)).list()) {
            try (LineReader line = LineReader.open(segment)) {
                while (line.next()) {
                    sum += LuxiJson.MAPPER
                            .readTree(line.buffer(), line.start(), line.end() - line.start())
                            .size();
                }
            }
        }
        return sum;
    }
}
