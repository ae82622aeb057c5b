package org.paralux.proxy.identity;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one process at a time from {@code /proc}, through a descriptor of its folder. Such a descriptor
 * stays with its process: once that is gone every read fails, even when its number has been given out again, so all
 * that is read between {@link #open} and {@link #close} is of one process.
 *
 * <p>Not thread-safe.
 */
final class ProcReader implements AutoCloseable {
    /** More of a file is not read; of command lines, whose length the client decides, even less. */
    private static final int FILE_BYTES = 16 * 1024;

    private static final int NONE = -1;
    private static final int DIGITS_OF_A_PID = 11;

    private static final Arena FOREVER = Arena.global();
    private static final MemorySegment STAT = FOREVER.allocateFrom("stat");
    private static final MemorySegment CMDLINE = FOREVER.allocateFrom("cmdline");
    static final MemorySegment COMM = FOREVER.allocateFrom("comm");
    static final MemorySegment EXE = FOREVER.allocateFrom("exe");
    static final MemorySegment LOGINUID = FOREVER.allocateFrom("loginuid");
    static final MemorySegment CGROUP = FOREVER.allocateFrom("cgroup");
    static final MemorySegment STATUS = FOREVER.allocateFrom("status");

    private final Posix posix;
    private final MemorySegment folderPath;
    private final long rootLength;
    private final MemorySegment buffer;
    private int folder = NONE;

    /** @param root where proc is mounted: {@code /proc} */
    ProcReader(Path root) {
        Arena arena = Arena.ofAuto();
        byte[] prefix = (root + "/").getBytes(StandardCharsets.UTF_8);
        this.posix = new Posix(arena);
        this.folderPath = arena.allocate(prefix.length + DIGITS_OF_A_PID + 1L);
        this.rootLength = prefix.length;
        this.buffer = arena.allocate(FILE_BYTES);
        MemorySegment.copy(prefix, 0, folderPath, JAVA_BYTE, 0, prefix.length);
    }

    /** Turns to the process {@code pid}; 0 or the error, negative. */
    int open(int pid) {
        close();
        folderPath.setString(rootLength, Integer.toString(pid));
        int opened = posix.openAt(Posix.AT_FDCWD, folderPath, Posix.O_PATH | Posix.O_CLOEXEC);
        if (opened < 0) {
            return opened;
        }
        folder = opened;
        return 0;
    }

    /** At most {@code limit} bytes of a file; null where it is gone or not to be read. */
    byte @Nullable [] read(MemorySegment name, int limit) {
        int file = posix.openAt(folder, name, Posix.O_RDONLY | Posix.O_CLOEXEC);
        if (file < 0) {
            return null;
        }
        try {
            MemorySegment rest = buffer.asSlice(0, Math.min(limit, FILE_BYTES));
            long length = 0;
            while (rest.byteSize() > 0) {
                long more = posix.read(file, rest);
                if (more < 0) {
                    return null;
                }
                if (more == 0) {
                    break;
                }
                length += more;
                rest = rest.asSlice(more);
            }
            return copy(length);
        } finally {
            Posix.close(file);
        }
    }

    byte @Nullable [] read(MemorySegment name) {
        return read(name, FILE_BYTES);
    }

    /** Where a link leads; null where it is gone or not to be read. */
    byte @Nullable [] readLink(MemorySegment name) {
        long length = posix.readLinkAt(folder, name, buffer);
        return length < 0 ? null : copy(length);
    }

    /** What {@code stat} says at this moment; null where the process is gone. */
    @Nullable Stat stat() {
        byte[] text = read(STAT);
        return text == null ? null : Stat.parse(text);
    }

    /** The command line as far as it is read; empty for a process that is ending, or lives in the kernel. */
    Argv argv() {
        byte[] text = read(CMDLINE, Argv.MAX_BYTES);
        return text == null ? Argv.NONE : Argv.parse(text);
    }

    /** Whether the process of {@code pidfd} has ended, reaped or not. */
    boolean hasEnded(int pidfd) {
        return posix.isReadable(pidfd);
    }

    long bootTimeNanos() {
        return posix.bootTimeNanos();
    }

    private byte[] copy(long length) {
        return buffer.asSlice(0, length).toArray(JAVA_BYTE);
    }

    @Override
    public void close() {
        if (folder != NONE) {
            Posix.close(folder);
            folder = NONE;
        }
    }
}
