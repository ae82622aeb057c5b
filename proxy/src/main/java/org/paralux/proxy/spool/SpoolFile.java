package org.paralux.proxy.spool;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.paralux.luxi.Payload;

/**
 * One body on the disk: written from front to back, then mapped. A descriptor is open only while it is written.
 *
 * <p>One thread writes; the payload is read by any until {@link #close}, which any may call at any time.
 */
final class SpoolFile implements Closeable {
    private final Spool spool;
    private final FileChannel channel;
    private final Arena arena = Arena.ofShared();
    private long takenBytes;

    SpoolFile(Spool spool, FileChannel channel) {
        this.spool = spool;
        this.channel = channel;
    }

    /**
     * Writes all that remains in {@code bytes}.
     *
     * @throws SpoolException when they cannot be kept
     */
    synchronized void append(ByteBuffer bytes) throws SpoolException {
        requireOpen();
        int length = bytes.remaining();
        spool.take(length);
        takenBytes += length;
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new SpoolException(e);
        }
    }

    /** What was written, which can be read until {@link #close}. Nothing is written afterwards. */
    synchronized Payload map() throws SpoolException {
        requireOpen();
        try {
            return Payload.mapped(channel.map(FileChannel.MapMode.READ_ONLY, 0, takenBytes, arena));
        } catch (IOException e) {
            throw new SpoolException(e);
        } finally {
            closeChannel();
        }
    }

    private void requireOpen() throws SpoolException {
        if (!arena.scope().isAlive()) {
            throw new SpoolException("the trial is over");
        }
    }

    private void closeChannel() {
        if (channel.isOpen()) {
            spool.closed();
            try {
                channel.close();
            } catch (IOException e) {
                spool.failed(e);
            }
        }
    }

    /** Gives all of it back. Once is enough. */
    @Override
    public synchronized void close() {
        spool.giveBack(takenBytes);
        takenBytes = 0;
        if (arena.scope().isAlive()) {
            arena.close();
        }
        closeChannel();
    }
}
