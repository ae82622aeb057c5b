package org.paralux.proxy.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names of files, and sockets behind them. As in the kernel, a negative result is an error number with its sign turned.
 * The numbers are those of Linux on 64-bit x86 and ARM. Thread-safe; nothing here waits.
 */
public final class NativeFiles {
    public static final int ENOENT = 2;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int EINVAL = 22;
    public static final int ENOSYS = 38;
    public static final int EPROTOTYPE = 91;
    public static final int ECONNREFUSED = 111;

    /** Nothing may have the new name yet. */
    public static final int RENAME_NOREPLACE = 1;

    /** Both must be there, and change places. */
    public static final int RENAME_EXCHANGE = 2;

    /** To behave as where the kernel or the file system can only rename over what is there, for tests. */
    private static final boolean WITHOUT_FLAGS = Boolean.getBoolean("paralux.plain-rename");

    private static final int AT_FDCWD = -100;
    private static final int O_NOFOLLOW_PATH_CLOEXEC = 0x2_0000 | 0x20_0000 | 0x8_0000;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int AF_UNIX = 1;
    private static final int STREAM_NONBLOCK_CLOEXEC = 1 | 0x800 | 0x8_0000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int CREDENTIALS = 3;

    private static final NativeCall RENAMEAT2 = NativeCall.of("renameat2");
    private static final NativeCall OPENAT = NativeCall.of("openat");
    private static final NativeCall FCNTL = NativeCall.of("fcntl");
    private static final NativeCall DUP3 = NativeCall.of("dup3");
    private static final NativeCall SOCKET = NativeCall.of("socket");
    private static final NativeCall CONNECT = NativeCall.of("connect");
    private static final NativeCall GETSOCKOPT = NativeCall.of("getsockopt");
    private static final NativeCall CLOSE = NativeCall.of("close");

    private NativeFiles() {}

    /** Renames; 0 or the error. The last component of neither path is followed if it is a link. */
    public static int rename(Path from, Path to, int flags) {
        if (flags != 0 && WITHOUT_FLAGS) {
            return -EINVAL;
        }
        try (Arena arena = Arena.ofConfined()) {
            return RENAMEAT2.intOrError(
                    NativeCall.newState(arena), AT_FDCWD, text(arena, from), AT_FDCWD, text(arena, to), flags);
        }
    }

    /**
     * A descriptor that stands for whatever has the name now, a link included, without opening it; or the error. What it
     * stands for can be reached by {@link #pathOf} however names change.
     */
    public static int hold(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            return OPENAT.intOrError(NativeCall.newState(arena), AT_FDCWD, text(arena, path), O_NOFOLLOW_PATH_CLOEXEC);
        }
    }

    /** Another descriptor for what {@code descriptor} stands for, or the error. */
    public static int duplicate(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            return FCNTL.intOrError(NativeCall.newState(arena), descriptor, F_DUPFD_CLOEXEC, 0);
        }
    }

    /** The path that leads this process to what a descriptor stands for. */
    public static Path pathOf(int descriptor) {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    /** Makes the descriptor {@code to} stand for what {@code from} does, in one step, and closes {@code from}. */
    public static void replace(int from, int to) {
        try (Arena arena = Arena.ofConfined()) {
            int done = DUP3.intOrError(NativeCall.newState(arena), from, to, O_CLOEXEC);
            if (done < 0) {
                throw new IllegalStateException("dup3: error " + -done + " (expected: none)");
            }
        }
        close(from);
    }

    public static void close(int descriptor) {
        CLOSE.call(descriptor);
    }

    /**
     * Connects to a Unix socket, looks who listens there, and hangs up.
     *
     * @return the pid of the process that called {@code listen}, 0 where it cannot be seen from here; or the error,
     *     EAGAIN where the backlog is full
     */
    public static int listenerAt(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = NativeCall.newState(arena);
            int socket = SOCKET.intOrError(state, AF_UNIX, STREAM_NONBLOCK_CLOEXEC, 0);
            if (socket < 0) {
                return socket;
            }
            try {
                return listenerAt(arena, state, socket, path);
            } finally {
                close(socket);
            }
        }
    }

    private static int listenerAt(Arena arena, MemorySegment state, int socket, Path path) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        MemorySegment address = arena.allocate(Short.BYTES + name.length + 1L, Short.BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(MemorySegment.ofArray(name), 0, address, Short.BYTES, name.length);
        int connected = CONNECT.intOrError(state, socket, address.address(), address.byteSize());
        if (connected < 0) {
            return connected;
        }
        MemorySegment credentials = arena.allocate(JAVA_INT, CREDENTIALS);
        MemorySegment length = arena.allocateFrom(JAVA_INT, CREDENTIALS * Integer.BYTES);
        int told =
                GETSOCKOPT.intOrError(state, socket, SOL_SOCKET, SO_PEERCRED, credentials.address(), length.address());
        return told < 0 ? told : credentials.getAtIndex(JAVA_INT, 0);
    }

    private static long text(Arena arena, Path path) {
        return arena.allocateFrom(path.toString()).address();
    }
}
