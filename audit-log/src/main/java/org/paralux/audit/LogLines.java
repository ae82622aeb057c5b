package org.paralux.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log, one segment after the other, whatever happens to the files meanwhile: a segment that grows, is
 * compressed under the reader or goes with the oldest is read on, in constant memory.
 *
 * <p>{@link #next} can be asked again after an {@link Step#END}. Not thread-safe.
 */
final class LogLines implements Closeable {
    /** What {@link #next} came to. */
    enum Step {
        /** A line, which stands in {@link #line}. */
        LINE,
        /** The first line of a segment, which stands in {@link #line}. */
        FIRST_LINE,
        /** Something that is no line, told by {@link #damage}; the segment's other lines, or the next segment, follow. */
        DAMAGE,
        /** Nothing more for now. */
        END
    }

    /** A writer that is between the first and the last byte of a line needs no longer. */
    private static final Duration WRITING = Duration.ofMillis(20);

    private final SegmentFolder folder;
    private final boolean follow;

    /** The segment that is being read, or was read last; null before the first. */
    private @Nullable Segment segment;

    private @Nullable LineReader reader;
    private boolean atFirstLine;

    /** A later segment was seen, so this one grows no more: what is read behind its last line feed is torn. */
    private boolean complete;

    /** The end of a line was waited for that was not there yet. */
    private boolean awaited;

    private @Nullable AuditDamage damage;

    /** Of the segments that are read to their end. */
    private long bytesBehind;

    /**
     * Reads from the segment after {@code last}; null for the oldest.
     *
     * @param follow whether the log may grow, so that a last line without its end is no damage
     */
    LogLines(SegmentFolder folder, @Nullable Segment last, boolean follow) {
        this.folder = folder;
        this.follow = follow;
        this.segment = last;
    }

    Step next() throws IOException {
        while (true) {
            LineReader open = reader;
            if (open == null) {
                if (!openNext()) {
                    return damage == null ? Step.END : Step.DAMAGE;
                }
                continue;
            }
            Step step = nextIn(open);
            if (step != null) {
                return step;
            }
        }
    }

    /** The next step in the open segment; null when it is over. */
    private @Nullable Step nextIn(LineReader open) throws IOException {
        try {
            if (open.next()) {
                boolean first = atFirstLine;
                atFirstLine = false;
                return first ? Step.FIRST_LINE : Step.LINE;
            }
        } catch (IOException e) {
            damage = damageHere(
                    segment().compressed() ? AuditDamage.Kind.ALTERED : AuditDamage.Kind.UNREADABLE,
                    "cannot be read on: " + e.getMessage());
            closeReader();
            return Step.DAMAGE;
        }
        if (!complete) {
            complete = folder.after(segment).isPresent();
            if (complete) {
                // What came before the next segment was made is there now: look once more.
                return null;
            }
            if (follow || open.pending() == 0) {
                return Step.END;
            }
            if (!awaited) {
                awaited = true;
                LockSupport.parkNanos(WRITING.toNanos());
                return null;
            }
        }
        int torn = open.pending();
        damage = torn == 0 ? null : damageHere(AuditDamage.Kind.TORN_TAIL, torn + " bytes without an end of line");
        closeReader();
        return torn == 0 ? null : Step.DAMAGE;
    }

    private boolean openNext() throws IOException {
        damage = null;
        while (true) {
            Optional<Segment> next = folder.after(segment);
            if (next.isEmpty()) {
                return false;
            }
            try {
                reader = LineReader.open(next.get());
                segment = next.get();
                complete = segment().compressed();
                atFirstLine = true;
                return true;
            } catch (IOException e) {
                if (Files.exists(next.get().path())) {
                    segment = next.get();
                    damage = damageHere(AuditDamage.Kind.UNREADABLE, "cannot be opened: " + e.getMessage());
                    return false;
                }
                // Compressed, or gone with the oldest, since it was listed: look again.
            }
        }
    }

    private AuditDamage damageHere(AuditDamage.Kind kind, String detail) {
        long offset = reader == null ? 0 : reader.offset();
        return new AuditDamage(kind, segment().name(), 0, offset, detail);
    }

    /** The segment of the line. */
    Segment segment() {
        if (segment == null) {
            throw new IllegalStateException("no segment was read yet");
        }
        return segment;
    }

    LineReader line() {
        if (reader == null) {
            throw new IllegalStateException("no line was read yet");
        }
        return reader;
    }

    AuditDamage damage() {
        if (damage == null) {
            throw new IllegalStateException("no damage was met");
        }
        return damage;
    }

    /** How many bytes, as they lie on the disk, were read. */
    long bytesRead() throws IOException {
        return bytesBehind + (reader == null ? 0 : reader.fileBytesRead());
    }

    private void closeReader() throws IOException {
        LineReader open = reader;
        reader = null;
        if (open != null) {
            bytesBehind += open.fileBytesRead();
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeReader();
    }
}
