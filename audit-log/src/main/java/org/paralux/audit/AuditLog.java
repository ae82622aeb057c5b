package org.paralux.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the log of one state directory, as its only writer.
 *
 * <pre>
 * append ─► inbox (bounded in bytes) ─► writer's thread: number, chain, encode, write ─► segment ─► sealed
 *              │ full                        │ disk full, failing, below its floor            │ housekeeper's thread
 *              ▼                             ▼                                                ▼
 *           counted ───────────────────────► gap                                        compressed, dropped
 * </pre>
 *
 * <p>The traffic goes on whatever the disk does: {@link #append} puts a record into memory and returns. A disk that is
 * slow blocks the writer's thread alone. While nothing can be written records wait; those that find no room are counted
 * by event and told in a {@code gap} as soon as the disk takes one.
 *
 * <p>The format of a line is drawn at {@link LineEncoder}. Thread-safe.
 */
public final class AuditLog implements AuditSink, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AuditLog.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final Duration HOUSEKEEPING_INTERVAL = Duration.ofMinutes(10);

    private final FolderLock lock;
    private final AuditOpening opening;
    private final Inbox inbox;
    private final LogWriter writer;
    private final Doze doze = new Doze();
    private final Thread writerThread;
    private final Housekeeper housekeeper;
    private final ScheduledThreadPoolExecutor housekeeping;

    /** What others want the writer to do; each is answered, at the latest when the log is closed. */
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean closing;

    /** Set before the last wishes are refused, so that none made later waits in vain. */
    private volatile boolean ended;

    /**
     * @param record to be written at once; null when everything appended before is to be written and forced
     */
    private record Wish(@Nullable AuditEvent record, CompletableFuture<Boolean> answer) {}

    private AuditLog(FolderLock lock, LogWriter.Surroundings around, Recovery.Resumption start) {
        this.lock = lock;
        this.opening = start.opening();
        this.inbox = around.inbox();
        this.writer = new LogWriter(around, start, this::tidyUp);
        this.housekeeper = new Housekeeper(
                around.folder(),
                around.settings().retention(),
                around.wallClock(),
                writer::segmentFirstSeq,
                this::announce);
        this.housekeeping = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().name("audit-housekeeper").daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        this.writerThread = Thread.ofPlatform().name("audit-writer").daemon().unstarted(this::write);
    }

    /**
     * Opens the log in {@code stateDir}, and makes both folder and log where they are not there. A last line that a
     * crash left without its end is cut off and reported; {@code seq} and {@code chain} go on from the last record.
     *
     * @param wallClock the time of records that the log itself writes, and the age of segments
     * @param nanoClock for intervals
     * @param onHead told the head at each seal, and every {@link AuditSettings#headInterval} if it moved, and at the
     *     close; called by the writer's thread
     * @throws IOException with one line that says why, for example that another process writes there
     */
    public static AuditLog open(
            Path stateDir,
            AuditSettings settings,
            InstantSource wallClock,
            LongSupplier nanoClock,
            Consumer<AuditHead> onHead)
            throws IOException {
        return open(stateDir, settings, wallClock, nanoClock, onHead, Disk.REAL);
    }

    static AuditLog open(
            Path stateDir,
            AuditSettings settings,
            InstantSource wallClock,
            LongSupplier nanoClock,
            Consumer<AuditHead> onHead,
            Disk disk)
            throws IOException {
        SegmentFolder folder = SegmentFolder.of(SegmentFolder.in(stateDir));
        OwnFiles.createFolder(folder.path());
        FolderLock lock = FolderLock.take(folder.path());
        try {
            Recovery.Resumption start = Recovery.of(folder);
            Inbox inbox = new Inbox(settings.queueBytes());
            AuditLog log = new AuditLog(
                    lock,
                    new LogWriter.Surroundings(folder, disk, settings, wallClock, nanoClock, inbox, onHead),
                    start);
            log.start();
            return log;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void start() {
        writerThread.start();
        var _ = housekeeping.scheduleWithFixedDelay(
                housekeeper, 0, HOUSEKEEPING_INTERVAL.toMinutes(), TimeUnit.MINUTES);
    }

    /** Returns at once, always. A record that finds no room, or the log closed, is counted as lost. */
    @Override
    public void append(Instant time, AuditEvent event) {
        inbox.add(time, event);
        doze.wake();
    }

    /** What was found when the log was opened. */
    public AuditOpening opening() {
        return opening;
    }

    /** The last record written. */
    public AuditHead head() {
        return writer.head();
    }

    public AuditStatus status() {
        LossCause trouble = writer.trouble();
        return new AuditStatus(writer.head(), inbox.bytes(), inbox.lost(), trouble == null ? null : trouble.word());
    }

    /** Whether nothing has come for so long that the next record will wake the writer. */
    boolean isAsleep() {
        return doze.isAsleep();
    }

    /**
     * Waits until everything that was appended before is on the disk.
     *
     * @return false when it is not after {@code limit}, or the disk does not take it
     */
    public boolean flush(Duration limit) {
        return ask(null, limit);
    }

    private boolean announce(AuditEvent.SegmentsDropped record) {
        return ask(record, CLOSE_LIMIT);
    }

    private boolean ask(@Nullable AuditEvent record, Duration limit) {
        Wish wish = new Wish(record, new CompletableFuture<>());
        wishes.add(wish);
        if (ended) {
            return false;
        }
        doze.wakeNow();
        try {
            return wish.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private void tidyUp() {
        housekeeping.execute(housekeeper);
    }

    /** The writer's thread. */
    private void write() {
        try {
            while (!closing) {
                boolean busy = writer.writeWaiting();
                writer.tick();
                busy |= grantWishes();
                doze.rest(busy, inbox);
            }
            writer.finish();
        } catch (RuntimeException | Error e) {
            inbox.close();
            LOGGER.atError().setCause(e).log("audit log ended by an error, all further records are lost");
            throw e;
        } finally {
            ended = true;
            refuseWishes();
        }
    }

    private boolean grantWishes() {
        boolean any = false;
        for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            any = true;
            AuditEvent record = wish.record();
            wish.answer().complete(record == null ? writer.writeAndForce() : writer.writeAtOnce(record));
        }
        return any;
    }

    private void refuseWishes() {
        for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.answer().complete(false);
        }
    }

    /**
     * Writes, forces and seals what was appended, and gives the folder free. What is appended from now on is lost, so
     * those who append stop first. A disk that does not answer is given up after ten seconds; a compression that takes
     * longer is left to the next start.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closing = true;
        doze.wakeNow();
        if (!waited(() -> writerThread.join(CLOSE_LIMIT))) {
            housekeeper.stop();
            housekeeping.shutdown();
            LOGGER.atError().log("audit log could not be closed, the disk does not answer");
            return;
        }
        if (!awaitHousekeeping()) {
            LOGGER.atError().log("audit log could not be closed, a segment is still being compressed");
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("lock of the audit log could not be closed");
        }
    }

    /** Lets the last segment be compressed; what takes too long is broken off. */
    private boolean awaitHousekeeping() {
        housekeeping.shutdown();
        Wait wait = () -> housekeeping.awaitTermination(CLOSE_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        if (waited(wait)) {
            return true;
        }
        housekeeper.stop();
        return waited(wait);
    }

    /** A wait that an interrupt ends. */
    @FunctionalInterface
    private interface Wait {
        boolean forEnd() throws InterruptedException;
    }

    /** Waits through interrupts, and passes them on afterwards. */
    private static boolean waited(Wait wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.forEnd();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
