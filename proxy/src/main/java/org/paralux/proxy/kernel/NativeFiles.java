package org.paralux.proxy.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.paralux.proxy.kernel.NativeCall.failing;
import static org.paralux.proxy.kernel.NativeCall.impossible;
import static org.paralux.proxy.kernel.NativeCall.sure;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
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
    private static final long SIG_IGN = 1;

    private static final MethodHandle RENAMEAT2 =
            failing("renameat2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle OPENAT = failing(
            "openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(3));
    private static final MethodHandle FCNTL = failing(
            "fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle DUP3 =
            failing("dup3", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SOCKET =
            failing("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CONNECT =
            failing("connect", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
            failing("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle CLOSE = sure("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SIGNAL = sure("signal", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG));

    private NativeFiles() {}

    /** Renames; 0 or the error. The last component of neither path is followed if it is a link. */
    public static int rename(Path from, Path to, int flags) {
        if (flags != 0 && WITHOUT_FLAGS) {
            return -EINVAL;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            return result(
                    (int) RENAMEAT2.invokeExact(state, AT_FDCWD, text(arena, from), AT_FDCWD, text(arena, to), flags),
                    state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /**
     * A descriptor that stands for whatever has the name now, a link included, without opening it; or the error. What it
     * stands for can be reached by {@link #pathOf} however names change.
     */
    public static int hold(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            return result((int) OPENAT.invokeExact(state, AT_FDCWD, text(arena, path), O_NOFOLLOW_PATH_CLOEXEC), state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Another descriptor for what {@code descriptor} stands for, or the error. */
    public static int duplicate(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            return result((int) FCNTL.invokeExact(state, descriptor, F_DUPFD_CLOEXEC, 0), state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** The path that leads this process to what a descriptor stands for. */
    public static Path pathOf(int descriptor) {
        return Path.of("/proc/self/fd/" + descriptor);
    }

    /** Makes the descriptor {@code to} stand for what {@code from} does, in one step, and closes {@code from}. */
    public static void replace(int from, int to) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int done = result((int) DUP3.invokeExact(state, from, to, O_CLOEXEC), state);
            if (done < 0) {
                throw new IllegalStateException("dup3: error " + -done + " (expected: none)");
            }
        } catch (Throwable e) {
            throw impossible(e);
        }
        close(from);
    }

    public static void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /**
     * Connects to a Unix socket, looks who listens there, and hangs up.
     *
     * @return the pid of the process that called {@code listen}, 0 where it cannot be seen from here; or the error,
     *     EAGAIN where the backlog is full
     */
    public static int listenerAt(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int socket = result((int) SOCKET.invokeExact(state, AF_UNIX, STREAM_NONBLOCK_CLOEXEC, 0), state);
            if (socket < 0) {
                return socket;
            }
            try {
                return listenerAt(arena, state, socket, path);
            } finally {
                close(socket);
            }
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static int listenerAt(Arena arena, MemorySegment state, int socket, Path path) throws Throwable {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        MemorySegment address = arena.allocate(Short.BYTES + name.length + 1L, Short.BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(MemorySegment.ofArray(name), 0, address, Short.BYTES, name.length);
        int connected = result((int) CONNECT.invokeExact(state, socket, address, (int) address.byteSize()), state);
        if (connected < 0) {
            return connected;
        }
        MemorySegment credentials = arena.allocate(JAVA_INT, CREDENTIALS);
        MemorySegment length = arena.allocateFrom(JAVA_INT, CREDENTIALS * Integer.BYTES);
        int told = result(
                (int) GETSOCKOPT.invokeExact(state, socket, SOL_SOCKET, SO_PEERCRED, credentials, length), state);
        return told < 0 ? told : credentials.getAtIndex(JAVA_INT, 0);
    }

    /** This process does not end by {@code signal} any more. */
    public static void ignore(int signal) {
        try {
            long _ = (long) SIGNAL.invokeExact(signal, SIG_IGN);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private static MemorySegment text(Arena arena, Path path) {
        return arena.allocateFrom(path.toString());
    }

    private static int result(int result, MemorySegment state) {
        return (int) NativeCall.orError(result, state);
    }
}
