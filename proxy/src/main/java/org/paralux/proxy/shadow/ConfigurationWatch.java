package org.paralux.proxy.shadow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.settle.WriteHistory;

/**
 * Sees writes that did not pass through the proxy, by the serial number of the primary's configuration file. The file is
 * looked at four times a second, and read only when it is another than before. One that is not there, may not be read, or
 * is that of another cluster tells nothing.
 *
 * <p>Has a thread of its own, which may wait for the disk.
 */
final class ConfigurationWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final String CLUSTER_NAME = "ssconf_cluster_name";

    private final Path file;
    private final Supplier<@Nullable String> cluster;
    private final WriteHistory writes;
    private final LongSupplier nanoClock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("configuration").unstarted(this::run);

    private @Nullable Version known;
    private long knownNanos;

    /** The file as it was seen once. Ganeti replaces it at each write. */
    private record Version(@Nullable Object file, long bytes, FileTime written, OptionalLong serial) {
        boolean isStill(BasicFileAttributes now) {
            return bytes == now.size()
                    && written.equals(now.lastModifiedTime())
                    && (file == null || file.equals(now.fileKey()));
        }
    }

    /** @param cluster the name of the primary's cluster; null while it is not known */
    ConfigurationWatch(Path file, Supplier<@Nullable String> cluster, WriteHistory writes, LongSupplier nanoClock) {
        this.file = file;
        this.cluster = cluster;
        this.writes = writes;
        this.nanoClock = nanoClock;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            do {
                look();
            } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells of a write since the look before. */
    synchronized void look() {
        long now = nanoClock.getAsLong();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Version before = known;
            if (before == null || !before.isStill(attributes)) {
                Version next = new Version(
                        attributes.fileKey(),
                        attributes.size(),
                        attributes.lastModifiedTime(),
                        ConfigurationSerial.of(file));
                if (before != null && isWritten(before, next) && isOfThePrimary()) {
                    writes.configurationWritten(knownNanos, nanoClock.getAsLong());
                }
                known = next;
            }
            knownNanos = now;
        } catch (IOException e) {
            // Told as one write when it can be read again.
        }
    }

    /** A file that was only copied or touched has the serial number of before. */
    private static boolean isWritten(Version before, Version next) {
        return next.serial.isEmpty() || !next.serial.equals(before.serial);
    }

    /** By the name that Ganeti keeps beside the file; where there is none, the file is what it is said to be. */
    private boolean isOfThePrimary() throws IOException {
        Path name = file.resolveSibling(CLUSTER_NAME);
        return !Files.isReadable(name) || Files.readString(name).strip().equals(cluster.get());
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
