package org.paralux.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The segment that is being written, if there is one: what was written is whole, because what a failed write left
 * behind is cut off when the file is opened anew.
 *
 * <p>{@link #firstSeq} may be asked by any thread; the rest belongs to the writer's.
 */
final class OpenSegment {
    /** Stands for no segment, above the numbers of all that there are. */
    static final long NONE = Long.MAX_VALUE;

    private final SegmentFolder folder;
    private final Disk disk;
    private final LongSupplier nanoClock;
    private volatile long firstSeq;
    private long bytes;
    private long begunNanos;

    /** Null also where the file is to be opened anew. */
    private Disk.@Nullable Output output;

    /** Whether something was written that was not forced, and since when. */
    private boolean unforced;

    private long unforcedNanos;

    /**
     * Goes on with {@code segment}, or with none.
     *
     * @param ageNanos how long ago the segment was begun
     */
    OpenSegment(
            SegmentFolder folder,
            Disk disk,
            LongSupplier nanoClock,
            @Nullable Segment segment,
            long bytes,
            long ageNanos) {
        this.folder = folder;
        this.disk = disk;
        this.nanoClock = nanoClock;
        this.firstSeq = segment == null ? NONE : segment.firstSeq();
        this.bytes = bytes;
        this.begunNanos = nanoClock.getAsLong() - ageNanos;
    }

    /** The number of its first record; {@link #NONE} between two segments. */
    long firstSeq() {
        return firstSeq;
    }

    boolean isBegun() {
        return firstSeq != NONE;
    }

    long bytes() {
        return bytes;
    }

    boolean isUnforced() {
        return unforced;
    }

    long unforcedNanos() {
        return unforced ? nanoClock.getAsLong() - unforcedNanos : 0;
    }

    boolean isDue(AuditSettings.Rotation rotation) {
        return bytes >= rotation.bytes()
                || (bytes > 0
                        && nanoClock.getAsLong() - begunNanos >= rotation.age().toNanos());
    }

    /** Writes whole lines; begins a segment with them where there is none. */
    void write(ByteBuffer lines, long lineSeq) throws IOException {
        if (!isBegun()) {
            // Before the file is there: whoever sees it must know that it is being written.
            firstSeq = lineSeq;
            begunNanos = nanoClock.getAsLong();
        }
        int length = lines.remaining();
        open().write(lines);
        bytes += length;
        if (!unforced) {
            unforced = true;
            unforcedNanos = nanoClock.getAsLong();
        }
    }

    void force() throws IOException {
        if (unforced) {
            open().force();
            unforced = false;
        }
    }

    /** Forces and ends the segment. */
    void seal() throws IOException {
        // What was written before a restart may never have been forced.
        unforced = true;
        force();
        close();
        firstSeq = NONE;
        bytes = 0;
    }

    private Disk.Output open() throws IOException {
        Disk.Output open = output;
        if (open == null) {
            open = disk.open(Segment.plain(folder.path(), firstSeq).path(), bytes);
            output = open;
        }
        return open;
    }

    /** Closes the file, which the next write opens anew. */
    void close() throws IOException {
        Disk.Output open = output;
        output = null;
        if (open != null) {
            open.close();
        }
    }
}
