package org.paralux.audit;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compresses sealed segments and lets the oldest go. Each {@link #run} looks at the folder as it is, so what failed or
 * was interrupted is done by the next.
 *
 * <p>Runs on a thread of its own; {@link #stop} may be called from any.
 */
final class Housekeeper implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Housekeeper.class);

    /** Higher levels take the digits of the chain for repetitions: that costs time, and room. */
    private static final int COMPRESSION_LEVEL = 1;

    /** As a power of two: a processor that reads it again has so much at hand. */
    private static final int WINDOW_BITS = 18;

    private static final int COPY_BYTES = 256 << 10;

    private final SegmentFolder folder;
    private final AuditSettings.Retention retention;
    private final InstantSource wallClock;
    private final LongSupplier writtenSegment;
    private final Predicate<AuditEvent.SegmentsDropped> announce;
    private volatile boolean stopping;

    /**
     * @param writtenSegment the segment that is being written, which is let alone with all later ones
     * @param announce puts the record on the disk and tells whether it is there; only then may the segment go
     */
    Housekeeper(
            SegmentFolder folder,
            AuditSettings.Retention retention,
            InstantSource wallClock,
            LongSupplier writtenSegment,
            Predicate<AuditEvent.SegmentsDropped> announce) {
        this.folder = folder;
        this.retention = retention;
        this.wallClock = wallClock;
        this.writtenSegment = writtenSegment;
        this.announce = announce;
    }

    @Override
    public void run() {
        try {
            compressSealed();
            dropOldest();
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("audit segments could not be compressed or dropped, will be tried again");
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("audit segments could not be compressed or dropped");
        }
    }

    /** Ends a run that is under way as soon as it can be left. */
    void stop() {
        stopping = true;
    }

    private void compressSealed() throws IOException {
        List<Segment> segments = folder.list();
        // Asked after the list was made, so that none in it can have been begun unseen.
        long written = writtenSegment.getAsLong();
        for (Segment segment : segments) {
            if (!segment.compressed() && segment.firstSeq() < written && !stopping) {
                compress(segment);
            }
        }
    }

    private void compress(Segment plain) throws IOException {
        Segment compressed = plain.inOtherForm();
        Path unfinished = compressed.path().resolveSibling(compressed.name() + SegmentFolder.UNFINISHED_SUFFIX);
        Files.deleteIfExists(unfinished);
        try {
            if (!copyCompressed(plain.path(), unfinished)) {
                return;
            }
            Files.move(unfinished, compressed.path(), StandardCopyOption.ATOMIC_MOVE);
            OwnFiles.force(folder.path());
            Files.delete(plain.path());
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Copies and forces; false when it was stopped. */
    private boolean copyCompressed(Path from, Path to) throws IOException {
        try (InputStream in = new FileInputStream(from.toFile());
                ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(
                        Channels.newOutputStream(OwnFiles.create(to)), COMPRESSION_LEVEL)) {
            out.setChecksum(true);
            out.setWindowLog(WINDOW_BITS);
            byte[] chunk = new byte[COPY_BYTES];
            int length;
            while ((length = in.read(chunk)) > 0) {
                if (stopping) {
                    return false;
                }
                out.write(chunk, 0, length);
            }
        }
        OwnFiles.force(to);
        return true;
    }

    /** One record for each segment that goes: so after a crash between the two the log still begins where one says. */
    private void dropOldest() throws IOException {
        Deque<Segment> segments = new ArrayDeque<>(folder.list());
        long written = writtenSegment.getAsLong();
        long total = 0;
        for (Segment segment : segments) {
            total += sizeOf(segment);
        }
        while (!segments.isEmpty() && segments.getFirst().firstSeq() < written && !stopping) {
            Segment oldest = segments.removeFirst();
            if (total <= retention.bytes() && !isExpired(segments.peekFirst())) {
                return;
            }
            total -= sizeOf(oldest);
            if (!drop(oldest, segments.peekFirst())) {
                return;
            }
        }
    }

    private static long sizeOf(Segment segment) throws IOException {
        try {
            return Files.size(segment.path());
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Whether all records before {@code successor} are too old: the first of the records behind them is. */
    private boolean isExpired(@Nullable Segment successor) throws IOException {
        if (successor == null) {
            return false;
        }
        AuditHead first = firstRecord(successor);
        Instant limit = wallClock.instant().minus(retention.age());
        return first != null && first.time().isBefore(limit);
    }

    /**
     * Only what is there can go: a folder that is away for a moment must not come back with its oldest segment and without
     * those behind it.
     */
    private boolean drop(Segment oldest, @Nullable Segment successor) throws IOException {
        if (!Files.exists(oldest.path())) {
            throw new NoSuchFileException(oldest.path().toString());
        }
        AuditHead last = lastRecord(oldest);
        long lastSeq = successor == null ? last.seq() : successor.firstSeq() - 1;
        if (stopping || !announce.test(new AuditEvent.SegmentsDropped(oldest.firstSeq(), lastSeq, last.chain()))) {
            return false;
        }
        Files.delete(oldest.path());
        return true;
    }

    private static @Nullable AuditHead firstRecord(Segment segment) throws IOException {
        LineDecoder decoder = new LineDecoder();
        try (LineReader line = LineReader.open(segment)) {
            if (line.next()) {
                decoder.begin(line);
                return decoder.head();
            }
        } catch (MalformedRecord e) {
            LOGGER.atWarn().addKeyValue("segment", segment.name()).log("audit segment is damaged, run audit verify");
        }
        return null;
    }

    /** The last record that can be read: what cannot must not keep the disk from being cleared. */
    private AuditHead lastRecord(Segment segment) {
        LineDecoder decoder = new LineDecoder();
        AuditHead last = new AuditHead(Instant.EPOCH, segment.firstSeq(), Chain.START);
        try (LineReader line = LineReader.open(segment)) {
            while (line.next() && !stopping) {
                last = headOr(last, line, decoder);
            }
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("segment", segment.name())
                    .addKeyValue("reason", e.getMessage())
                    .log("audit segment that is dropped by age or size is damaged");
        }
        return last;
    }

    private static AuditHead headOr(AuditHead other, LineReader line, LineDecoder decoder) {
        try {
            decoder.begin(line);
            return decoder.head();
        } catch (MalformedRecord e) {
            return other;
        }
    }
}
