package org.paralux.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records out of the inbox, numbers, chains and encodes them in batches, and writes the batches to segments.
 *
 * <p>A batch that the disk does not take is kept and tried again as it is; nothing more is taken out of the inbox until
 * then. So a number, once given, is never given to another record, and a short trouble loses nothing.
 *
 * <p>Everything but {@link #head}, {@link #segmentFirstSeq} and {@link #trouble} belongs to the writer's thread, which
 * may block in the disk and blocks nobody else by it.
 */
final class LogWriter {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogWriter.class);
    private static final int BATCH_BYTES = 256 << 10;
    private static final long FLOOR_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SegmentFolder folder;
    private final Disk disk;
    private final AuditSettings settings;
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;
    private final Inbox inbox;
    private final Trouble trouble;
    private final Consumer<AuditHead> onHead;
    private final Runnable onSeal;

    private final LineEncoder batch = new LineEncoder();
    private final Chain chain;

    /** The last record encoded; the head is the last one written. */
    private long seq;

    private Instant time;
    private volatile AuditHead head;

    /** Null where there is none, or where it is to be opened anew because of a trouble. */
    private Disk.@Nullable Output output;

    /** The segment that is being written; beyond all numbers when the next record begins one. */
    private volatile long segmentFirstSeq;

    private long segmentBytes;
    private long segmentBegunNanos;

    /** Whether something was written that was not forced, and since when. */
    private boolean unforced;

    private long unforcedNanos;
    private long announcedSeq;
    private long announcedNanos;
    private long floorCheckedNanos;

    /** What little there is left is written below the floor, too. */
    private boolean closing;

    /** Stands for no segment: all there are have been sealed. */
    static final long NO_SEGMENT = Long.MAX_VALUE;

    /** The parts of an {@link AuditLog} that its writer works with. */
    record Surroundings(
            SegmentFolder folder,
            Disk disk,
            AuditSettings settings,
            InstantSource wallClock,
            LongSupplier nanoClock,
            Inbox inbox,
            Consumer<AuditHead> onHead) {}

    LogWriter(Surroundings around, Recovery.Resumption start, Runnable onSeal) {
        this.folder = around.folder();
        this.disk = around.disk();
        this.settings = around.settings();
        this.wallClock = around.wallClock();
        this.nanoClock = around.nanoClock();
        this.inbox = around.inbox();
        this.onHead = around.onHead();
        this.onSeal = onSeal;
        this.trouble = new Trouble(inbox, nanoClock);
        this.head = start.opening().head();
        this.seq = head.seq();
        this.time = head.time();
        this.chain = new Chain(head.chain());
        long now = nanoClock.getAsLong();
        Segment segment = start.segment();
        this.segmentFirstSeq = segment == null ? NO_SEGMENT : segment.firstSeq();
        this.segmentBytes = start.size();
        this.segmentBegunNanos = now - age(start.begun(), wallClock.instant());
        this.announcedSeq = seq;
        this.announcedNanos = now;
        this.floorCheckedNanos = now - FLOOR_CHECK_NANOS;
    }

    private static long age(Instant begun, Instant now) {
        return begun.isBefore(now)
                ? TimeUnit.SECONDS.toNanos(Duration.between(begun, now).toSeconds())
                : 0;
    }

    AuditHead head() {
        return head;
    }

    /** The segment that is being written; {@link #NO_SEGMENT} between two. */
    long segmentFirstSeq() {
        return segmentFirstSeq;
    }

    @Nullable String trouble() {
        return trouble.cause();
    }

    /** Writes what waits in the inbox; false when there was nothing, or nothing could be written. */
    boolean writeWaiting() {
        boolean wrote = false;
        while (fill() && write(false)) {
            wrote = true;
        }
        return wrote;
    }

    /** Puts records into the batch, unless one from before is still unwritten; false when there is none to write. */
    private boolean fill() {
        if (batch.length() > 0) {
            return true;
        }
        while (batch.length() < BATCH_BYTES
                && segmentBytes + batch.length() < settings.rotation().bytes()) {
            Inbox.Waiting next = inbox.poll();
            if (next == null) {
                break;
            }
            encode(next.time(), next.event());
        }
        if (inbox.isEmpty() && !inbox.losses().isEmpty()) {
            Instant now = wallClock.instant();
            encode(now, inbox.losses().take(now));
        }
        return batch.length() > 0;
    }

    private void encode(Instant eventTime, AuditEvent event) {
        EventType type = EventType.of(event);
        batch.begin(seq + 1, eventTime, type);
        try {
            EventFormat.write(batch, event);
        } catch (RuntimeException e) {
            batch.cancel();
            inbox.losses().count(type, eventTime, Trouble.DISK_ERROR);
            LOGGER.atError().addKeyValue("event", type.word()).setCause(e).log("event cannot be encoded");
            return;
        }
        batch.end(chain);
        seq++;
        time = eventTime;
    }

    /** Writes the batch; false when it is kept for later. */
    private boolean write(boolean belowFloorToo) {
        boolean ignoresFloor = belowFloorToo || closing;
        if (ignoresFloor ? trouble.isOfTheDisk() && trouble.keepsWaiting() : trouble.keepsWaiting() || isBelowFloor()) {
            return false;
        }
        try {
            Disk.Output open = open();
            open.write(batch.lines());
            segmentBytes += batch.length();
            batch.clear();
            head = new AuditHead(time, seq, chain.toString());
            if (!unforced) {
                unforced = true;
                unforcedNanos = nanoClock.getAsLong();
            }
            if (settings.sync() instanceof SyncPolicy.Always) {
                force();
            }
            if (segmentBytes >= settings.rotation().bytes()) {
                seal();
            }
            if (!ignoresFloor || trouble.isOfTheDisk()) {
                trouble.end();
            }
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    private Disk.Output open() throws IOException {
        Disk.Output open = output;
        if (open == null) {
            if (segmentFirstSeq == NO_SEGMENT) {
                segmentFirstSeq = head.seq() + 1;
                segmentBytes = 0;
                segmentBegunNanos = nanoClock.getAsLong();
            }
            open = disk.open(Segment.plain(folder.path(), segmentFirstSeq).path(), segmentBytes);
            output = open;
        }
        return open;
    }

    private void failed(IOException e) {
        trouble.begin(e);
        // What a failed write left behind is cut off when the file is opened anew.
        closeOutput();
    }

    private void closeOutput() {
        Disk.Output open = output;
        output = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                trouble.begin(e);
            }
        }
    }

    /** Looks at the disk once a second. */
    private boolean isBelowFloor() {
        long now = nanoClock.getAsLong();
        if (now - floorCheckedNanos < FLOOR_CHECK_NANOS && !Trouble.DISK_FLOOR.equals(trouble.cause())) {
            return false;
        }
        floorCheckedNanos = now;
        try {
            long free = disk.freeBytes(folder.path());
            if (settings.floor().isReached(free, disk.totalBytes(folder.path()))) {
                trouble.begin(Trouble.DISK_FLOOR, "only " + free + " bytes are free");
                return true;
            }
            return false;
        } catch (IOException e) {
            trouble.begin(e);
            return true;
        }
    }

    private void force() throws IOException {
        if (unforced && output != null) {
            output.force();
            unforced = false;
        }
    }

    /** Ends the segment; the next record begins another. */
    private void seal() throws IOException {
        open();
        unforced = true;
        force();
        closeOutput();
        segmentFirstSeq = NO_SEGMENT;
        segmentBytes = 0;
        announceHead();
        onSeal.run();
    }

    /** Does what is due by the clock. */
    void tick() {
        long now = nanoClock.getAsLong();
        if (trouble.keepsWaiting()) {
            return;
        }
        try {
            if (settings.sync() instanceof SyncPolicy.Every every
                    && unforced
                    && now - unforcedNanos >= every.interval().toNanos()) {
                force();
            }
            if (isSegmentDue(now)) {
                seal();
            }
            if (now - announcedNanos >= settings.headInterval().toNanos()) {
                announceHead();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private boolean isSegmentDue(long now) {
        AuditSettings.Rotation rotation = settings.rotation();
        return segmentBytes >= rotation.bytes()
                || (segmentBytes > 0
                        && now - segmentBegunNanos >= rotation.age().toNanos());
    }

    /** Tells the head if it moved; what is told is on the disk, so that a crash cannot make it look cut off. */
    private void announceHead() throws IOException {
        announcedNanos = nanoClock.getAsLong();
        if (head.seq() == announcedSeq) {
            return;
        }
        if (!(settings.sync() instanceof SyncPolicy.Never)) {
            force();
        }
        announcedSeq = head.seq();
        try {
            onHead.accept(head);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("the listener for the head of the audit log failed");
        }
    }

    /** Writes what waits and forces it; whether all of it is on the disk. */
    boolean writeAndForce() {
        writeWaiting();
        return forceNow() && batch.length() == 0;
    }

    private boolean forceNow() {
        try {
            force();
            return !unforced;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    /**
     * Writes one record that makes room, below the floor as well, and forces it.
     *
     * @return whether it is on the disk
     */
    boolean writeAtOnce(AuditEvent event) {
        if (batch.length() > 0 && !write(true)) {
            return false;
        }
        encode(wallClock.instant(), event);
        return write(true) && forceNow();
    }

    /** Writes and forces the rest, as far as the disk takes it, and closes the file. */
    void finish() {
        closing = true;
        trouble.tryNow();
        writeAndForce();
        inbox.close();
        boolean complete = writeAndForce();
        try {
            announceHead();
        } catch (IOException e) {
            failed(e);
        }
        closeOutput();
        if (!complete || !inbox.isEmpty()) {
            LOGGER.atError()
                    .addKeyValue("cause", trouble.cause())
                    .addKeyValue("firstLostSeq", head.seq() + 1)
                    .addKeyValue("queuedBytes", inbox.bytes())
                    .log("audit log closed with records unwritten, which are lost");
        }
    }
}
