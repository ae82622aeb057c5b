package org.paralux.audit.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.FolderLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a fair share of evidence in a bounded folder. Which is kept is decided at once; it is made unreadable where it
 * must be, compressed and written by a thread of the store's own. Evidence that cannot be kept is lost and counted, and
 * nobody ever waits for a disk.
 *
 * <p>Thread-safe.
 */
public final class EvidenceStore implements AutoCloseable {
    static final String ID_PREFIX = "e-";

    private static final Logger LOGGER = LoggerFactory.getLogger(EvidenceStore.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final EvidenceSettings settings;
    private final FolderLock lock;
    private final EvidenceWriter writer;
    private final List<EvidenceDamage> damages;
    private final Thread thread;

    // All that follows is guarded by this.
    private final Reservoirs reservoirs;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final List<String> displaced = new ArrayList<>();
    private final Map<LossReason, Long> lost = new EnumMap<>(LossReason.class);
    private long pendingBytes;
    private long sampledOut;
    private long bytesOnDisk;
    private boolean closed;
    private boolean writing = true;

    /** Evidence on its way to the disk. */
    record Pending(String id, Evidence evidence, Map<String, Long> seen, long bytes) {}

    private EvidenceStore(
            EvidenceSettings settings,
            FolderLock lock,
            EvidenceFolder folder,
            EvidenceDisk disk,
            RandomGenerator random)
            throws IOException {
        this.settings = settings;
        this.lock = lock;
        this.reservoirs = new Reservoirs(settings.perCause(), random);
        this.writer = new EvidenceWriter(folder, disk, settings);
        this.damages = writer.open(reservoirs);
        this.bytesOnDisk = writer.bytes();
        damages.forEach(damage -> LOGGER.atWarn()
                .addKeyValue("file", damage.file())
                .addKeyValue("reason", damage.what())
                .log("evidence cannot be read"));
        displaced.addAll(reservoirs.trim());
        this.thread = Thread.ofPlatform().name("evidence-writer").daemon().unstarted(this::work);
    }

    /**
     * Opens the evidence in {@code stateDir}, which is made where it is not there.
     *
     * @param random decides which evidence is kept; from now on only the store uses it
     * @throws IOException when another process writes there, or the folder cannot be read
     */
    public static EvidenceStore open(Path stateDir, EvidenceSettings settings, RandomGenerator random)
            throws IOException {
        return open(stateDir, settings, random, EvidenceDisk.REAL);
    }

    static EvidenceStore open(Path stateDir, EvidenceSettings settings, RandomGenerator random, EvidenceDisk disk)
            throws IOException {
        EvidenceFolder folder = EvidenceFolder.create(stateDir);
        FolderLock lock = FolderLock.take(folder.path());
        try {
            folder.narrowLock();
            EvidenceStore store = new EvidenceStore(settings, lock, folder, disk, random);
            store.thread.start();
            return store;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Takes evidence, or leaves it.
     *
     * @return the id under which it will be found, unless it makes room for others later or the disk refuses; empty where
     *     enough of its cause are kept, or it is lost
     */
    public synchronized Optional<String> keep(Evidence evidence) {
        String id = ID_PREFIX + evidence.exchange();
        if (reservoirs.holds(id)) {
            return Optional.of(id);
        }
        if (evidence.isFleeting()) {
            count(LossReason.TOO_LARGE);
            return Optional.empty();
        }
        long bytes = evidence.bytes();
        if (closed || pendingBytes + bytes > settings.queueBytes()) {
            count(LossReason.QUEUE_FULL);
            return Optional.empty();
        }
        Reservoirs.Choice choice = reservoirs.choose(id, Reservoirs.strata(evidence));
        displaced.addAll(choice.displaced());
        if (!choice.kept()) {
            sampledOut++;
            return Optional.empty();
        }
        pending.add(new Pending(id, evidence, choice.seen(), bytes));
        pendingBytes += bytes;
        notifyAll();
        return Optional.of(id);
    }

    public synchronized EvidenceStatus status() {
        Map<String, Long> lostByWord = new HashMap<>();
        lost.forEach((reason, count) -> lostByWord.put(reason.word(), count));
        return new EvidenceStatus(reservoirs.size(), bytesOnDisk, sampledOut, lostByWord, damages);
    }

    /** Waits until all that was taken so far is written or lost; false when the time is up first. */
    public synchronized boolean flush(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!pending.isEmpty() || !displaced.isEmpty() || writing) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Writes what still waits, for at most ten seconds, and lets go of the folder. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOGGER.atWarn().log("evidence is still being written, not waiting for it");
                return; // the lock stays with the thread
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        lock.close();
    }

    private void work() {
        keepBudget();
        for (Work next = next(); next != null; next = next()) {
            next.displaced.forEach(this::remove);
            Pending write = next.write;
            if (write != null) {
                write(write);
            }
            done();
        }
        writer.writeSeen(seen());
    }

    /** The bound may be lower than it was. */
    private void keepBudget() {
        try {
            writer.makeRoom(0, this::free);
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("evidence cannot be removed");
        }
        done();
    }

    /** @param write null where there is only something to remove */
    private record Work(@Nullable Pending write, List<String> displaced) {}

    /** What is to be done next, waiting for it; null when the store was closed and nothing is left. */
    private synchronized @Nullable Work next() {
        while (pending.isEmpty() && displaced.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        if (pending.isEmpty() && displaced.isEmpty()) {
            return null;
        }
        writing = true;
        Work work = new Work(pending.poll(), List.copyOf(displaced));
        displaced.clear();
        return work;
    }

    private synchronized void done() {
        writing = false;
        bytesOnDisk = writer.bytes();
        notifyAll();
    }

    private synchronized Map<String, Long> seen() {
        return reservoirs.seen();
    }

    private void write(Pending write) {
        try {
            if (isHeld(write.id())) {
                long bytes = writer.write(write, this::free);
                written(write.id(), bytes);
            }
        } catch (EvidenceLoss e) {
            lose(write.id(), e.reason(), e);
        } catch (IOException e) {
            lose(write.id(), LossReason.DISK_ERROR, e);
        } catch (RuntimeException | OutOfMemoryError e) {
            lose(write.id(), LossReason.UNWRITABLE, e);
        } finally {
            synchronized (this) {
                pendingBytes -= write.bytes();
            }
        }
    }

    private synchronized boolean isHeld(String id) {
        return reservoirs.holds(id);
    }

    private synchronized @Nullable String free() {
        return reservoirs.free();
    }

    /** It may have been displaced while it was written; then it goes with what was displaced. */
    private synchronized void written(String id, long bytes) {
        reservoirs.written(id, bytes);
    }

    private synchronized void lose(String id, LossReason reason, Throwable cause) {
        reservoirs.forget(id);
        boolean first = !lost.containsKey(reason);
        count(reason);
        if (first) {
            LOGGER.atWarn()
                    .addKeyValue("reason", reason.word())
                    .setCause(cause)
                    .log("evidence is lost, more of this reason is only counted");
        }
    }

    private void count(LossReason reason) {
        lost.merge(reason, 1L, Long::sum);
    }

    private void remove(String id) {
        try {
            writer.remove(id);
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("evidence cannot be removed");
        }
    }
}
