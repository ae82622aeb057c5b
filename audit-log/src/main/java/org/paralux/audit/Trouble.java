package org.paralux.audit;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why nothing can be written just now, and when to try again. The traffic goes on meanwhile: records wait as long as
 * there is room, and are counted after that.
 *
 * <p>{@link #cause} may be asked by any thread; the rest belongs to the writer's.
 */
final class Trouble {
    private static final Logger LOGGER = LoggerFactory.getLogger(Trouble.class);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Inbox inbox;
    private final LongSupplier nanoClock;
    private volatile @Nullable LossCause cause;
    private long triedNanos;

    Trouble(Inbox inbox, LongSupplier nanoClock) {
        this.inbox = inbox;
        this.nanoClock = nanoClock;
    }

    @Nullable LossCause cause() {
        return cause;
    }

    /** Whether the disk refuses to be written, not we to write. */
    boolean isOfTheDisk() {
        return cause != null && cause != LossCause.DISK_FLOOR;
    }

    /** Whether it is too early to try again. */
    boolean keepsWaiting() {
        return cause != null && nanoClock.getAsLong() - triedNanos < RETRY_NANOS;
    }

    /** Ends the wait, but not the trouble. */
    void tryNow() {
        triedNanos = nanoClock.getAsLong() - RETRY_NANOS;
    }

    void begin(IOException e) {
        begin(isFull(e) ? LossCause.DISK_FULL : LossCause.DISK_ERROR, String.valueOf(e.getMessage()));
    }

    void begin(LossCause newCause, String reason) {
        triedNanos = nanoClock.getAsLong();
        if (newCause == cause) {
            return;
        }
        cause = newCause;
        inbox.setCause(newCause);
        LOGGER.atError()
                .addKeyValue("cause", newCause.word())
                .addKeyValue("reason", reason)
                .log("audit log cannot be written, records wait and are then lost; the traffic goes on");
    }

    void end() {
        LossCause ended = cause;
        if (ended == null) {
            return;
        }
        LOGGER.atWarn()
                .addKeyValue("cause", ended.word())
                .addKeyValue("lostSinceStart", inbox.lost())
                .log("audit log is written again");
        cause = null;
        inbox.setCause(LossCause.QUEUE_FULL);
    }

    /** The kernel's words for ENOSPC and EDQUOT, which is all that Java passes on. */
    private static boolean isFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }
}
