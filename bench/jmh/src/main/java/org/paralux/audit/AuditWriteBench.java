package org.paralux.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Records written a second: encoded, chained, to the disk; each step holds the one before it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(AuditWriteBench.RECORDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"})
public class AuditWriteBench {
    static final int RECORDS = 10_000;

    private final List<AuditEvent> events = Traffic.of(RECORDS);
    private final LineEncoder encoder = new LineEncoder();
    private final Chain chain = new Chain(Chain.START);
    private Path stateDir;
    private Inbox inbox;
    private LogWriter writer;
    private long seq;

    @Setup(Level.Trial)
    public void open() throws IOException {
        stateDir = Files.createTempDirectory("paralux-bench");
        SegmentFolder folder = SegmentFolder.of(SegmentFolder.in(stateDir));
        OwnFiles.createFolder(folder.path());
        inbox = new Inbox(1L << 30);
        AuditSettings settings = AuditSettings.defaults()
                .withFloor(new AuditSettings.Floor(0, 0))
                .withRotation(new AuditSettings.Rotation(64L << 20, Duration.ofHours(1)));
        writer = new LogWriter(
                new LogWriter.Surroundings(
                        folder, Disk.REAL, settings, InstantSource.system(), System::nanoTime, inbox, head -> {}),
                Recovery.of(folder),
                () -> {});
    }

    /** The bench keeps no more than the last segments. */
    @TearDown(Level.Iteration)
    public void clear() throws IOException {
        for (Segment segment : SegmentFolder.of(SegmentFolder.in(stateDir)).files()) {
            if (segment.firstSeq() < writer.segmentFirstSeq()) {
                Files.delete(segment.path());
            }
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        writer.finish();
        Folders.delete(stateDir);
    }

    @Benchmark
    public int encode() {
        encoder.clear();
        for (AuditEvent event : events) {
            encoder.begin(++seq, Traffic.START, EventType.EXCHANGE);
            EventFormat.write(encoder, event);
            encoder.endUnchained(List.of());
        }
        return encoder.length();
    }

    @Benchmark
    public int encodeAndChain() {
        encoder.clear();
        for (AuditEvent event : events) {
            encoder.begin(++seq, Traffic.START, EventType.EXCHANGE);
            EventFormat.write(encoder, event);
            encoder.end(chain);
        }
        return encoder.length();
    }

    /** All that a record costs, on one thread: the queue, the encoding, the chain, the file. */
    @Benchmark
    public boolean appendAndWrite() {
        for (AuditEvent event : events) {
            inbox.add(Traffic.START, event);
        }
        boolean wrote = writer.writeWaiting();
        writer.tick();
        return wrote;
    }
}
