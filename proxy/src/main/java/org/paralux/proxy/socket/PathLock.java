package org.paralux.proxy.socket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.kernel.FaultPoint;
import org.paralux.proxy.kernel.NativeFiles;

/**
 * The lock under which every step on a path is made: a file beside it that only its owner may open. It also keeps a text,
 * for whoever comes after a process that died. In a folder that others may write to, the file is never reached through a
 * link, and one that somebody else put there is refused.
 *
 * <p>Belongs to the thread that took it.
 */
public final class PathLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 2;
    private static final int MAX_TEXT_BYTES = 4096;
    private static final int TYPE_MASK = 0170000;
    private static final int REGULAR = 0100000;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** A process has a lock of the kernel's once, and loses it with any channel on the file that it closes. */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    private final Path file;
    private final FileChannel channel;

    private PathLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The name of the lock file of {@code path}. */
    public static Path fileBeside(Path path) {
        return path.resolveSibling("." + path.getFileName() + ".paralux-lock");
    }

    /**
     * Waits for the lock.
     *
     * @throws IOException in one line: it cannot be made, it is somebody else's, or is held for longer than ten seconds
     */
    public static PathLock beside(Path path) throws IOException {
        Path file = fileBeside(path.toAbsolutePath());
        PathLock lock = null;
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            if (!IN_PROCESS.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw lockedFor(file);
            }
            lock = tryLock(file);
            while (lock == null) {
                if (System.nanoTime() >= deadline) {
                    throw lockedFor(file);
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                lock = tryLock(file);
            }
            return lock;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + file, e);
        } finally {
            if (lock == null && IN_PROCESS.isHeldByCurrentThread()) {
                IN_PROCESS.unlock();
            }
        }
    }

    /**
     * The text that is kept beside a path, without the lock; empty where none is, or may be read. A link is not followed,
     * and nothing but a regular file is read: somebody may have put there what never ends.
     */
    public static String textBeside(Path path) {
        int descriptor = NativeFiles.hold(fileBeside(path.toAbsolutePath()));
        if (descriptor < 0) {
            return "";
        }
        Path opened = NativeFiles.pathOf(descriptor);
        try {
            if (!Files.isRegularFile(opened)) {
                return "";
            }
            try (InputStream in = Files.newInputStream(opened)) {
                return new String(in.readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        } finally {
            NativeFiles.close(descriptor);
        }
    }

    private static IOException lockedFor(Path file) {
        return new IOException(file + " is locked for more than " + PATIENCE.toSeconds() + " s; 'fuser " + file
                + "' says by which process, which may be stopped");
    }

    /** Null where somebody has it, or took the file away meanwhile. */
    private static @Nullable PathLock tryLock(Path file) throws IOException {
        int descriptor = held(file);
        FileChannel channel = null;
        try {
            requireOwn(file, NativeFiles.pathOf(descriptor));
            channel =
                    FileChannel.open(NativeFiles.pathOf(descriptor), StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null && isAt(file, NativeFiles.pathOf(descriptor))) {
                PathLock taken = new PathLock(file, channel);
                channel = null;
                return taken;
            }
            return null;
        } catch (AccessDeniedException e) {
            throw new IOException(
                    file + " belongs to another user; run as that user or as root (it is the lock of the path)", e);
        } finally {
            NativeFiles.close(descriptor);
            if (channel != null) {
                channel.close();
            }
        }
    }

    private static int held(Path file) throws IOException {
        int descriptor = NativeFiles.hold(file);
        if (descriptor == -NativeFiles.ENOENT) {
            create(file);
            descriptor = NativeFiles.hold(file);
        }
        if (descriptor < 0) {
            throw new IOException(file + ": cannot be opened (error " + -descriptor + ")");
        }
        return descriptor;
    }

    private static void create(Path file) throws IOException {
        try {
            FaultPoint.pass("make the lock");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // Somebody was faster.
        } catch (AccessDeniedException e) {
            throw new IOException(
                    file.getParent() + ": no write permission; run as root, or as a user who may make files there", e);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(String.valueOf(file.getParent()));
        }
    }

    private static void requireOwn(Path file, Path opened) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(opened, "unix:mode,uid");
        if ((number(attributes, "mode") & TYPE_MASK) != REGULAR) {
            throw new IOException(file + " is no regular file (expected: the lock of the path); remove it");
        }
        int us = (int) number(Files.readAttributes(Path.of("/proc/self"), "unix:uid"), "uid");
        long owner = number(attributes, "uid");
        if (us != 0 && owner != us && owner != 0) {
            throw new IOException(file + " belongs to user " + owner + " (expected: ours, " + us
                    + "); somebody else made it, have it removed");
        }
    }

    private static boolean isAt(Path file, Path opened) throws IOException {
        try {
            Map<String, Object> there = Files.readAttributes(file, "unix:dev,ino", LinkOption.NOFOLLOW_LINKS);
            return there.equals(Files.readAttributes(opened, "unix:dev,ino"));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name), name)).longValue();
    }

    /** The text that is kept; empty at first. */
    public String text() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_TEXT_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {}
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    /**
     * Keeps another text. It is written over the old, so that a full disk leaves one of the two.
     *
     * @throws IOException when it cannot be kept; the old one then may be kept still
     */
    public void keep(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "text: " + bytes.length + " bytes (expected: <= " + MAX_TEXT_BYTES + ")");
        }
        FaultPoint.pass("write the claim");
        int written = channel.write(ByteBuffer.wrap(bytes), 0);
        if (written < bytes.length) {
            throw new IOException(file + ": only " + written + " of " + bytes.length + " bytes could be written");
        }
        FaultPoint.pass("cut the claim");
        channel.truncate(written);
    }

    /** Removes the file; nobody kept anything in it. */
    public void remove() throws IOException {
        FaultPoint.pass("remove the lock");
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            IN_PROCESS.unlock();
        }
    }
}
