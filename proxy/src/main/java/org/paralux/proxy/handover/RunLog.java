package org.paralux.proxy.handover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditHead;
import org.paralux.audit.AuditLog;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.AuditSink;
import org.paralux.audit.AuditStatus;
import org.paralux.audit.CarriedRecords;
import org.paralux.proxy.admin.AdminClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one run. The process writes it itself until another takes over; what comes then is kept, within a bound, and
 * sent to that one's admin socket. Should the other die first, the log is opened again.
 *
 * <p>Thread-safe; {@link #append} never waits.
 */
public final class RunLog implements AuditSink, AutoCloseable {
    /** Where records are sent to. */
    public static final String VERB = "/records";

    private static final Logger LOGGER = LoggerFactory.getLogger(RunLog.class);
    private static final int MOST_KEPT = 20_000;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 50;

    private final Path stateDir;
    private final AuditSettings settings;
    private final InstantSource wallClock;
    private final Path admin;

    /** Held while records are sent or taken back, so that each goes one way, once. */
    private final ReentrantLock moving = new ReentrantLock();

    // Guarded by this.
    private @Nullable AuditLog own;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private final Map<String, Long> lost = new TreeMap<>();
    private AuditStatus last;

    private record Kept(Instant time, AuditEvent event) {}

    private RunLog(Path stateDir, AuditSettings settings, InstantSource wallClock, Path admin) throws IOException {
        this.stateDir = stateDir;
        this.settings = settings;
        this.wallClock = wallClock;
        this.admin = admin;
        this.own = open();
        this.last = own.status();
    }

    /**
     * Opens the log, which nobody else may be writing.
     *
     * @param admin the admin socket of this process, and of one that takes over
     */
    public static RunLog open(Path stateDir, AuditSettings settings, InstantSource wallClock, Path admin)
            throws IOException {
        return new RunLog(stateDir, settings, wallClock, admin);
    }

    private AuditLog open() throws IOException {
        return AuditLog.open(stateDir, settings, wallClock, System::nanoTime, RunLog::announce);
    }

    /** The head goes to the journal too, so that a cut or recomputed log can be shown by it. */
    private static void announce(AuditHead head) {
        LOGGER.atInfo()
                .addKeyValue("time", head.time())
                .addKeyValue("seq", head.seq())
                .addKeyValue("chain", head.chain())
                .log("audit head");
    }

    @Override
    public synchronized void append(Instant time, AuditEvent event) {
        if (own != null) {
            own.append(time, event);
        } else if (kept.size() < MOST_KEPT) {
            kept.add(new Kept(time, event));
        } else {
            lost.merge(event.name(), 1L, Long::sum);
        }
    }

    public synchronized AuditStatus status() {
        if (own != null) {
            last = own.status();
        }
        return last;
    }

    /** The last record that this process wrote. */
    public AuditHead head() {
        return status().head();
    }

    /** Seals the log and lets go of it. Waits for the disk. */
    void handOver() {
        AuditLog handed;
        synchronized (this) {
            handed = own;
            own = null;
        }
        if (handed != null) {
            handed.close();
            synchronized (this) {
                last = handed.status();
            }
        }
    }

    /**
     * Writes it again, with all that was kept.
     *
     * @throws IOException while somebody else does
     */
    void takeBack() throws IOException {
        moving.lock();
        try {
            AuditLog again = open();
            synchronized (this) {
                tellLosses();
                kept.forEach(record -> again.append(record.time(), record.event()));
                kept.clear();
                own = again;
            }
        } finally {
            moving.unlock();
        }
    }

    private void tellLosses() {
        if (!lost.isEmpty()) {
            Instant now = wallClock.instant();
            kept.add(new Kept(now, new AuditEvent.Gap(Map.copyOf(lost), now, now, "queue-full")));
            lost.clear();
        }
    }

    /**
     * Sends what was kept, as far as it is taken.
     *
     * @throws IOException when nobody takes it; it is kept
     */
    void send() throws IOException {
        moving.lock();
        try {
            while (sendBatch()) {}
        } finally {
            moving.unlock();
        }
    }

    private boolean sendBatch() throws IOException {
        CarriedRecords batch = new CarriedRecords();
        int count = 0;
        synchronized (this) {
            tellLosses();
            for (Kept record : kept) {
                if (batch.length() > BATCH_BYTES) {
                    break;
                }
                batch.add(record.time(), record.event());
                count++;
            }
        }
        if (count == 0) {
            return false;
        }
        AdminClient.post(admin, VERB, batch.text());
        synchronized (this) {
            for (int sent = 0; sent < count; sent++) {
                kept.remove();
            }
        }
        return true;
    }

    /** Writes, or sends, what is left. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        while (true) {
            AuditLog ours;
            synchronized (this) {
                ours = own;
            }
            if (ours != null) {
                ours.close();
                return;
            }
            try {
                send();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !isTakenBackOrLater()) {
                    LOGGER.atError().log("records could not be handed on, they are lost: " + e.getMessage());
                    return;
                }
            }
        }
    }

    private boolean isTakenBackOrLater() {
        try {
            takeBack();
            return true;
        } catch (IOException somebodyWrites) {
            try {
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
