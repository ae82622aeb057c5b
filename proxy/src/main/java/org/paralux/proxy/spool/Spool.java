package org.paralux.proxy.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds bodies that are too large for memory, each in a file of its own that has no name from the start. What all of them
 * take on the disk is bounded, and so is what waits to be written; beyond that a body is lost, and nobody waits.
 *
 * <pre>
 * event loop ─► {@link SpooledBody} ─► queue ─► spool-writer ─► file ─► mapped ─► {@link org.paralux.luxi.Payload}
 * who asks a daemon ─► {@link SpoolShelf} ─────────────────────► file ─► mapped ─► Payload
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class Spool implements AutoCloseable {
    /** Bodies that are written at a time: each has a descriptor open, and few are spare. */
    private static final int MAX_OPEN = 16;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final Logger LOGGER = LoggerFactory.getLogger(Spool.class);

    private final SpoolSettings settings;
    private final SpoolFiles files;
    private final AtomicLong usedBytes = new AtomicLong();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final Semaphore descriptors = new Semaphore(MAX_OPEN);
    private final AtomicBoolean failing = new AtomicBoolean();
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean ended;

    Spool(SpoolFiles files, SpoolSettings settings) {
        this.files = files;
        this.settings = settings;
        this.thread = Thread.ofPlatform().name("spool-writer").daemon().unstarted(this::work);
    }

    /**
     * Opens the spool in {@code stateDir}, which is there and has no other writer.
     *
     * @throws IOException when its folder cannot be made
     */
    public static Spool open(Path stateDir, SpoolSettings settings) throws IOException {
        return start(SpoolFolder.open(stateDir, settings.floor()), settings);
    }

    static Spool start(SpoolFiles files, SpoolSettings settings) {
        Spool spool = new Spool(files, settings);
        spool.thread.start();
        return spool;
    }

    /** A body that an event loop will append. */
    public SpooledBody begin() {
        return new SpooledBody(this);
    }

    /**
     * Room for the replies that one trial asks for.
     *
     * @param maxReplyBytes a longer reply is given up
     */
    public SpoolShelf shelf(int maxReplyBytes) {
        return new SpoolShelf(this, maxReplyBytes);
    }

    /** A body longer than this is spooled. */
    public int fromBytes() {
        return settings.fromBytes();
    }

    /** What all bodies take on the disk. */
    public long usedBytes() {
        return usedBytes.get();
    }

    /** What waits in memory to be written. */
    public long queuedBytes() {
        return queuedBytes.get();
    }

    /** Whether there is room for so many bytes to wait for {@code write}, which is run in its turn. */
    boolean queue(int bytes, Runnable write) {
        if (ended || queuedBytes.addAndGet(bytes) > settings.queueBytes()) {
            queuedBytes.addAndGet(-bytes);
            return false;
        }
        queue.add(() -> {
            try {
                write.run();
            } finally {
                queuedBytes.addAndGet(-bytes);
            }
        });
        return true;
    }

    /** Work that holds no bytes. */
    void later(Runnable work) {
        queue.add(work);
    }

    SpoolFile newFile() throws SpoolException {
        if (!descriptors.tryAcquire()) {
            throw new SpoolException("bodies: " + MAX_OPEN + " are being written (expected: fewer)");
        }
        try {
            return new SpoolFile(this, files.create());
        } catch (IOException e) {
            closed();
            throw new SpoolException(e);
        }
    }

    /** A file's descriptor is closed. */
    void closed() {
        descriptors.release();
    }

    /** @throws SpoolException when so many bytes are too many */
    void take(int bytes) throws SpoolException {
        try {
            if (files.isFloorReached()) {
                throw new SpoolException("the rest of the disk is for others");
            }
        } catch (SpoolException e) {
            throw e;
        } catch (IOException e) {
            throw new SpoolException(e);
        }
        if (usedBytes.addAndGet(bytes) > settings.bytes()) {
            usedBytes.addAndGet(-bytes);
            throw new SpoolException(bytes + " bytes more (expected: " + settings.bytes() + " in all)");
        }
    }

    void giveBack(long bytes) {
        usedBytes.addAndGet(-bytes);
    }

    /** The first failure in a row is logged; what is lost is counted by who loses it. */
    void failed(IOException problem) {
        if (failing.compareAndSet(false, true)) {
            LOGGER.atWarn()
                    .addKeyValue("reason", problem.getMessage())
                    .log("a body cannot be spooled, more are only counted");
        }
    }

    void succeeded() {
        failing.set(false);
    }

    private void work() {
        try {
            while (true) {
                guarded(queue.take());
            }
        } catch (InterruptedException ended) {
            // Closed: what the files hold goes with the process.
        }
    }

    /** A fault of ours costs one body and nothing else. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("spooling failed by a fault of the program");
        }
    }

    /** Writes no more. A disk that does not answer is not waited for. */
    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
