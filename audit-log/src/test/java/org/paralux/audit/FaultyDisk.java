package org.paralux.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A real disk that can be made to refuse, to fill up in the middle of a write, or to hang. */
final class FaultyDisk implements Disk {
    final AtomicInteger writes = new AtomicInteger();
    final AtomicInteger forces = new AtomicInteger();

    /** Message of the failure of each write; empty while all is well. */
    volatile String failure = "";

    /** Message of the failure of each force; empty while all is well. */
    volatile String forceFailure = "";

    /** How much of a failing write is done before it fails. */
    volatile int partialBytes;

    volatile long free = Long.MAX_VALUE;
    volatile CountDownLatch hang = new CountDownLatch(0);
    final AtomicInteger hanging = new AtomicInteger();

    @Override
    public Output open(Path file, long size) throws IOException {
        Output real = REAL.open(file, size);
        return new Output() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                hanging.incrementAndGet();
                awaitDisk();
                hanging.decrementAndGet();
                if (!failure.isEmpty()) {
                    real.write(bytes.slice(bytes.position(), Math.min(partialBytes, bytes.remaining())));
                    throw new IOException(failure);
                }
                writes.incrementAndGet();
                real.write(bytes);
            }

            @Override
            public void force() throws IOException {
                if (!forceFailure.isEmpty()) {
                    throw new IOException(forceFailure);
                }
                forces.incrementAndGet();
                real.force();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    private void awaitDisk() throws IOException {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public long freeBytes(Path folder) {
        return free;
    }

    @Override
    public long totalBytes(Path folder) {
        return 1L << 40;
    }
}
