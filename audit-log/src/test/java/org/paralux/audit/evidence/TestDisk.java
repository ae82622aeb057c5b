package org.paralux.audit.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** A real disk that can be made to refuse, to stop in the middle of a file, or to hang. */
final class TestDisk implements EvidenceDisk {
    final AtomicInteger files = new AtomicInteger();

    /** Which files fail, by their number. */
    volatile IntPredicate fails = _ -> false;

    volatile long free = Long.MAX_VALUE;
    volatile CountDownLatch hang = new CountDownLatch(0);

    @Override
    public void create(Path file, byte[] content) throws IOException {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (fails.test(files.incrementAndGet())) {
            Files.write(file, Arrays.copyOf(content, content.length / 2));
            throw new IOException("No space left on device");
        }
        REAL.create(file, content);
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
