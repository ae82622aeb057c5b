package org.paralux.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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

    /** Losses are told when the inbox is empty again, but no later than this. */
    private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Surroundings around;
    private final AuditSettings settings;
    private final LongSupplier nanoClock;
    private final Inbox inbox;
    private final Trouble trouble;
    private final Runnable onSeal;

    private final OpenSegment segment;
    private final LineEncoder batch = new LineEncoder();
    private final Chain chain;

    /** The last record encoded; the head is the last one written. */
    private long seq;

    private Instant time;
    private volatile AuditHead head;

    private long announcedSeq;
    private long announcedNanos;
    private long floorCheckedNanos;
    private long gapNanos;

    /** What little there is left is written below the floor, too. */
    private boolean closing;

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
        this.around = around;
        this.settings = around.settings();
        this.nanoClock = around.nanoClock();
        this.inbox = around.inbox();
        this.onSeal = onSeal;
        this.trouble = new Trouble(inbox, nanoClock);
        this.head = start.opening().head();
        this.seq = head.seq();
        this.time = head.time();
        this.chain = new Chain(head.chain());
        long age = age(start.begun(), around.wallClock().instant());
        this.segment = new OpenSegment(around.folder(), around.disk(), nanoClock, start.segment(), start.size(), age);
        this.announcedSeq = seq;
        this.announcedNanos = nanoClock.getAsLong();
        this.floorCheckedNanos = announcedNanos - FLOOR_CHECK_NANOS;
        this.gapNanos = announcedNanos;
    }

    private static long age(Instant begun, Instant now) {
        return begun.isBefore(now)
                ? TimeUnit.SECONDS.toNanos(Duration.between(begun, now).toSeconds())
                : 0;
    }

    AuditHead head() {
        return head;
    }

    /** The segment that is being written; {@link OpenSegment#NONE} between two. */
    long segmentFirstSeq() {
        return segment.firstSeq();
    }

    @Nullable LossCause trouble() {
        return trouble.cause();
    }

    /** Writes what waits in the inbox; false when there was nothing, or nothing could be written. */
    boolean writeWaiting() {
        boolean wrote = false;
        while (fill() && write(closing)) {
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
                && segment.bytes() + batch.length() < settings.rotation().bytes()) {
            Inbox.Waiting next = inbox.poll();
            if (next == null) {
                break;
            }
            encode(next.time(), next.event());
        }
        if (inbox.hasUntoldLosses() && (inbox.isEmpty() || nanoClock.getAsLong() - gapNanos >= GAP_NANOS)) {
            gapNanos = nanoClock.getAsLong();
            Instant now = around.wallClock().instant();
            inbox.tellLosses(now).forEach(gap -> encode(now, gap));
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
            inbox.countLost(type, eventTime, LossCause.UNWRITABLE);
            LOGGER.atError().addKeyValue("event", type.word()).setCause(e).log("event cannot be written, it is lost");
            return;
        }
        batch.end(chain);
        seq++;
        time = eventTime;
    }

    /** Writes the batch; false when it is kept for later. */
    private boolean write(boolean belowFloorToo) {
        boolean waits = belowFloorToo ? trouble.isOfTheDisk() && trouble.keepsWaiting() : trouble.keepsWaiting();
        if (waits || (!belowFloorToo && isBelowFloor())) {
            return false;
        }
        try {
            segment.write(batch.lines(), head.seq() + 1);
            batch.clear();
            head = new AuditHead(time.truncatedTo(ChronoUnit.MICROS), seq, chain.toString());
            if (settings.sync() instanceof SyncPolicy.Always) {
                segment.force();
            }
            if (segment.isDue(settings.rotation())) {
                seal();
            }
            if (!belowFloorToo || trouble.isOfTheDisk()) {
                trouble.end();
            }
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    private void failed(IOException e) {
        trouble.begin(e);
        try {
            segment.close();
        } catch (IOException alsoFailed) {
            trouble.begin(alsoFailed);
        }
    }

    /** Looks at the disk once a second. */
    private boolean isBelowFloor() {
        long now = nanoClock.getAsLong();
        if (now - floorCheckedNanos < FLOOR_CHECK_NANOS && trouble.cause() != LossCause.DISK_FLOOR) {
            return false;
        }
        floorCheckedNanos = now;
        try {
            long free = around.disk().freeBytes(around.folder().path());
            long total = around.disk().totalBytes(around.folder().path());
            if (settings.floor().isReached(free, total)) {
                trouble.begin(LossCause.DISK_FLOOR, "only " + free + " bytes are free");
                return true;
            }
            return false;
        } catch (IOException e) {
            trouble.begin(e);
            return true;
        }
    }

    private void seal() throws IOException {
        segment.seal();
        announceHead();
        onSeal.run();
    }

    /** Does what is due by the clock. */
    void tick() {
        if (trouble.keepsWaiting()) {
            return;
        }
        try {
            if (isForceDue()) {
                segment.force();
            }
            if (segment.isDue(settings.rotation())) {
                seal();
            }
            if (nanoClock.getAsLong() - announcedNanos
                    >= settings.headInterval().toNanos()) {
                announceHead();
            }
            if (trouble.isOfTheDisk() && batch.length() == 0) {
                trouble.end();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private boolean isForceDue() {
        return switch (settings.sync()) {
            case SyncPolicy.Always _ -> segment.isUnforced();
            case SyncPolicy.Every every ->
                segment.isUnforced()
                        && segment.unforcedNanos() >= every.interval().toNanos();
            case SyncPolicy.Never _ -> false;
        };
    }

    /** Tells the head if it moved; what is told is on the disk, so that a crash cannot make it look cut off. */
    private void announceHead() throws IOException {
        announcedNanos = nanoClock.getAsLong();
        if (head.seq() == announcedSeq) {
            return;
        }
        segment.force();
        announcedSeq = head.seq();
        try {
            around.onHead().accept(head);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("the listener for the head of the audit log failed");
        }
    }

    /** Writes what waits and forces it; whether all of it is on the disk. */
    boolean writeAndForce() {
        writeWaiting();
        return force() && batch.length() == 0;
    }

    private boolean force() {
        try {
            segment.force();
            return true;
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
        encode(around.wallClock().instant(), event);
        return write(true) && force();
    }

    /** Writes and forces the rest, as far as the disk takes it, and seals the segment if it took all. */
    void finish() {
        closing = true;
        trouble.tryNow();
        writeAndForce();
        inbox.close();
        boolean complete = writeAndForce();
        try {
            if (complete && segment.isBegun()) {
                seal();
            } else {
                announceHead();
                segment.close();
            }
        } catch (IOException e) {
            failed(e);
        }
        if (!complete || !inbox.isEmpty()) {
            LOGGER.atError()
                    .addKeyValue("cause", trouble.cause())
                    .addKeyValue("firstLostSeq", head.seq() + 1)
                    .addKeyValue("queuedBytes", inbox.bytes())
                    .log("audit log closed with records unwritten, which are lost");
        }
    }
}
