package org.paralux.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a folder in order before it is written to, and finds where the log goes on: whatever a crash left half done is
 * taken back, and a last line that is no record is cut off.
 *
 * <p>Only what stands behind the last record of the last segment is ever cut. Damage before it is left to the verifier.
 */
final class Recovery {
    private static final Logger LOGGER = LoggerFactory.getLogger(Recovery.class);

    private final SegmentFolder folder;
    private final LineDecoder decoder = new LineDecoder();
    private @Nullable String tornSegment;
    private long tornBytes;

    /**
     * Where the log goes on.
     *
     * @param segment the plain segment that goes on; null when a new one is to be begun
     * @param size its length
     * @param begun when its first record was written
     */
    record Resumption(AuditOpening opening, @Nullable Segment segment, long size, Instant begun) {}

    /** A last record. */
    private record Last(AuditHead head, long endOffset) {}

    private Recovery(SegmentFolder folder) {
        this.folder = folder;
    }

    /** Puts the folder in order. The caller holds its lock. */
    static Resumption of(SegmentFolder folder) throws IOException {
        return new Recovery(folder).recover();
    }

    private Resumption recover() throws IOException {
        removeHalfDone();
        List<Segment> segments = folder.list();
        for (Segment segment : segments.reversed()) {
            Last last = segment.compressed() ? lastCompressed(segment) : lastPlain(segment);
            if (last != null) {
                boolean goesOn = !segment.compressed();
                return new Resumption(
                        opening(last.head()),
                        goesOn ? segment : null,
                        goesOn ? last.endOffset() : 0,
                        goesOn ? begun(segment) : Instant.EPOCH);
            }
        }
        return new Resumption(opening(AuditHead.EMPTY), null, 0, Instant.EPOCH);
    }

    private AuditOpening opening(AuditHead head) {
        return new AuditOpening(head, tornSegment, tornBytes);
    }

    /** Compressed files that were not finished, and plain ones whose compressed form was. */
    private void removeHalfDone() throws IOException {
        for (Path file : folder.unfinished()) {
            Files.delete(file);
        }
        for (Segment segment : folder.files()) {
            if (segment.compressed()) {
                Files.deleteIfExists(segment.inOtherForm().path());
            }
        }
    }

    /** The last record that can be read; where none can, the file is set aside, so that no other gets its name. */
    private @Nullable Last lastCompressed(Segment segment) throws IOException {
        Last last = null;
        try (LineReader line = LineReader.open(segment)) {
            while (line.next()) {
                Last found = record(line.buffer(), line.start(), line.end(), line.offset());
                last = found == null ? last : found;
            }
        } catch (IOException e) {
            LOGGER.atError()
                    .addKeyValue("segment", segment.name())
                    .addKeyValue("reason", e.getMessage())
                    .log("audit segment is damaged, run audit verify");
        }
        if (last == null) {
            Files.move(segment.path(), damaged(segment), StandardCopyOption.REPLACE_EXISTING);
        }
        return last;
    }

    private static Path damaged(Segment segment) {
        return segment.path().resolveSibling(segment.name() + ".damaged");
    }

    private @Nullable Last lastPlain(Segment segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "rw")) {
            Last last = lastRecord(file);
            long kept = last == null ? 0 : last.endOffset();
            if (file.length() > kept) {
                cutOff(segment, file, kept);
            }
            if (last != null) {
                return last;
            }
        }
        Files.deleteIfExists(segment.path());
        return null;
    }

    private void cutOff(Segment segment, RandomAccessFile file, long kept) throws IOException {
        long length = file.length();
        if (length - kept > LineEncoder.MAX_LINE_BYTES) {
            // More than a record that was being written: somebody may want to look at it.
            keepCopy(segment);
        }
        file.setLength(kept);
        file.getFD().sync();
        tornSegment = segment.name();
        tornBytes += length - kept;
        LOGGER.atWarn()
                .addKeyValue("segment", segment.name())
                .addKeyValue("bytes", length - kept)
                .log("audit log ended in the middle of a record, which was cut off");
    }

    private static void keepCopy(Segment segment) {
        try {
            Files.copy(
                    segment.path(),
                    damaged(segment),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("segment", segment.name())
                    .addKeyValue("reason", e.getMessage())
                    .log("no copy of the damaged audit segment could be kept");
        }
    }

    /** Looks for the last record in windows that begin ever further before the end. */
    private @Nullable Last lastRecord(RandomAccessFile file) throws IOException {
        long length = file.length();
        for (long window = 2L * LineEncoder.MAX_LINE_BYTES; ; window *= 2) {
            int size = (int) Math.min(Math.min(window, length), Integer.MAX_VALUE - 8);
            long windowStart = length - size;
            byte[] bytes = new byte[size];
            file.seek(windowStart);
            file.readFully(bytes);
            Last last = lastRecord(bytes, windowStart);
            if (last != null || size < window) {
                return last;
            }
        }
    }

    private @Nullable Last lastRecord(byte[] bytes, long windowStart) {
        int lineFeed = lineFeedBefore(bytes, bytes.length);
        while (lineFeed >= 0) {
            int previous = lineFeedBefore(bytes, lineFeed);
            Last last = record(bytes, previous + 1, lineFeed, windowStart + previous + 1);
            if (last != null) {
                return last;
            }
            lineFeed = previous;
        }
        return null;
    }

    private @Nullable Last record(byte[] bytes, int start, int end, long offset) {
        try {
            decoder.begin(bytes, start, end);
            return new Last(decoder.head(), offset + end + 1 - start);
        } catch (MalformedRecord e) {
            return null;
        }
    }

    private static int lineFeedBefore(byte[] bytes, int end) {
        int i = end - 1;
        while (i >= 0 && bytes[i] != '\n') {
            i--;
        }
        return i;
    }

    private Instant begun(Segment segment) throws IOException {
        try (LineReader line = LineReader.open(segment)) {
            if (line.next()) {
                decoder.begin(line);
                return decoder.time();
            }
        } catch (MalformedRecord e) {
            // Its age is then counted from the opening.
        }
        return Instant.MAX;
    }
}
