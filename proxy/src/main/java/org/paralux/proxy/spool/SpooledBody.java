package org.paralux.proxy.spool;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;

/**
 * A body on its way to the disk. An event loop appends it piece by piece and says when it is whole; the spool's thread
 * writes; whoever wants to read it looks whether it is there by now. What cannot be written is lost, and the rest of the
 * body with it.
 *
 * <p>{@link #append} and {@link #end} belong to one event loop, the rest is thread-safe. Nothing here waits.
 */
public final class SpooledBody {
    private final Spool spool;

    /** Belongs to the spool's thread. */
    private @Nullable SpoolFile file;

    private final AtomicReference<State> state = new AtomicReference<>(State.WRITING);
    private volatile @Nullable Payload payload;

    private enum State {
        WRITING,
        WHOLE,
        LOST
    }

    SpooledBody(Spool spool) {
        this.spool = spool;
    }

    /**
     * Takes over {@code piece}.
     *
     * @param written is run once the piece holds no memory any more, written or not
     * @return whether the body can still become whole
     */
    public boolean append(byte[] piece, int length, Runnable written) {
        if (state.get() == State.LOST || !spool.queue(length, () -> write(piece, length, written))) {
            lose();
            written.run();
            return false;
        }
        return true;
    }

    /** All of it was appended. */
    public void end() {
        spool.later(this::map);
    }

    /** What cannot become whole is given up. */
    public void lose() {
        if (state.compareAndSet(State.WRITING, State.LOST)) {
            spool.later(this::close);
        }
    }

    /** Whether it is not known yet if it becomes whole. */
    public boolean isPending() {
        return state.get() == State.WRITING;
    }

    /** All of the body, readable until {@link #release}; empty where it is not whole, or lost. */
    public Optional<Payload> payload() {
        return state.get() == State.WHOLE ? Optional.ofNullable(payload) : Optional.empty();
    }

    /** Nobody reads it any more. */
    public void release() {
        if (state.getAndSet(State.LOST) != State.LOST) {
            spool.later(this::close);
        }
    }

    // --- on the spool's thread

    private void write(byte[] piece, int length, Runnable written) {
        try {
            if (isPending()) {
                file().append(ByteBuffer.wrap(piece, 0, length));
            }
        } catch (SpoolException e) {
            spool.failed(e);
            lose();
        } finally {
            written.run();
        }
    }

    private SpoolFile file() throws SpoolException {
        SpoolFile open = file;
        if (open == null) {
            open = spool.newFile();
            file = open;
        }
        return open;
    }

    private void map() {
        try {
            if (isPending()) {
                payload = file().map();
                state.compareAndSet(State.WRITING, State.WHOLE);
                spool.succeeded();
            }
        } catch (SpoolException e) {
            spool.failed(e);
            lose();
        }
    }

    private void close() {
        SpoolFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
