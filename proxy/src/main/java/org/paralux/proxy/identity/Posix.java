package org.paralux.proxy.identity;

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
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.kernel.NativeCall;

/**
 * The system calls that Java has no words for. As in the kernel, a negative result is an error number with its sign
 * turned. The numbers are those of Linux on 64-bit x86 and ARM.
 *
 * <p>One instance a thread: the memory that calls read from and write to is its own.
 */
final class Posix {
    static final int ESRCH = 3;
    static final int ENOENT = 2;
    static final int EINVAL = 22;

    /** The folder that relative paths begin at: the process's own. */
    static final int AT_FDCWD = -100;

    static final int O_RDONLY = 0;
    static final int O_CLOEXEC = 0x8_0000;

    /** A place in the file system, not its content; enough to open what is below it. */
    static final int O_PATH = 0x20_0000;

    static final int SO_PEERCRED = 17;
    static final int SO_PEERPIDFD = 77;

    private static final int SOL_SOCKET = 1;
    private static final int SC_CLK_TCK = 2;
    private static final int CLOCK_BOOTTIME = 7;
    private static final short POLLIN = 1;

    private static final int THIS_THREAD = 0;
    private static final int SCHED_RR = 2;
    private static final int SCHED_RESET_ON_FORK = 0x4000_0000;
    private static final int PRIO_PROCESS = 0;
    private static final int LESS_NICE = -10;

    private static final int ACCOUNT_BYTES = 64 * 1024;

    private static final MethodHandle OPENAT =
            failing("openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), variadicFrom(3));
    private static final MethodHandle READ =
            failing("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle READLINKAT =
            failing("readlinkat", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
    private static final MethodHandle GETSOCKOPT =
            failing("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle POLL =
            failing("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle CLOSE = sure("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOCK_GETTIME =
            sure("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SCHED_SETSCHEDULER =
            sure("sched_setscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SETPRIORITY =
            sure("setpriority", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SYSCONF = sure("sysconf", FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    private static final MethodHandle GETPWUID_R = accountLookup("getpwuid_r");
    private static final MethodHandle GETGRGID_R = accountLookup("getgrgid_r");

    private final MemorySegment callState;
    private final MemorySegment pollEntry;
    private final MemorySegment time;
    private final MemorySegment option;
    private final MemorySegment optionLength;

    Posix(Arena arena) {
        this.callState = arena.allocate(Linker.Option.captureStateLayout());
        this.pollEntry = arena.allocate(JAVA_LONG);
        this.time = arena.allocate(JAVA_LONG, 2);
        this.option = arena.allocate(JAVA_INT, 3);
        this.optionLength = arena.allocate(JAVA_INT);
    }

    /** A descriptor of {@code name} below the folder {@code folder}, or the error. */
    int openAt(int folder, MemorySegment name, int flags) {
        try {
            return (int) orError((int) OPENAT.invokeExact(callState, folder, name, flags));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** How many bytes came, 0 at the end, or the error. */
    long read(int descriptor, MemorySegment into) {
        try {
            return orError((long) READ.invokeExact(callState, descriptor, into, into.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** How many bytes the link's text has, or the error. */
    long readLinkAt(int folder, MemorySegment name, MemorySegment into) {
        try {
            return orError((long) READLINKAT.invokeExact(callState, folder, name, into, into.byteSize()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Whether {@code descriptor} has something to read at this moment; a pidfd has once its process ended. */
    boolean isReadable(int descriptor) {
        pollEntry.set(JAVA_INT, 0, descriptor);
        pollEntry.set(JAVA_SHORT, 4, POLLIN);
        pollEntry.set(JAVA_SHORT, 6, (short) 0);
        try {
            return (int) POLL.invokeExact(callState, pollEntry, 1L, 0) != 0;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** A socket option of one to three ints, read with {@link #optionInt}; 0 or the error. */
    int socketOption(int socket, int name, int ints) {
        optionLength.set(JAVA_INT, 0, ints * Integer.BYTES);
        try {
            return (int)
                    orError((int) GETSOCKOPT.invokeExact(callState, socket, SOL_SOCKET, name, option, optionLength));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** The {@code index}th int of the option read last. */
    int optionInt(int index) {
        return option.getAtIndex(JAVA_INT, index);
    }

    /** Now on CLOCK_BOOTTIME, which the kernel dates processes by. */
    long bootTimeNanos() {
        try {
            int done = (int) CLOCK_GETTIME.invokeExact(CLOCK_BOOTTIME, time);
            if (done != 0) {
                throw new IllegalStateException("clock_gettime: " + done + " (expected: 0)");
            }
            return time.getAtIndex(JAVA_LONG, 0) * 1_000_000_000L + time.getAtIndex(JAVA_LONG, 1);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /**
     * Asks the kernel to run the calling thread as soon as it is woken: in real time where that is allowed
     * (RLIMIT_RTPRIO), else before the threads of usual niceness (RLIMIT_NICE), else as before.
     */
    static void hurryThisThread() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment lowest = arena.allocateFrom(JAVA_INT, 1);
            if ((int) SCHED_SETSCHEDULER.invokeExact(THIS_THREAD, SCHED_RR | SCHED_RESET_ON_FORK, lowest) != 0) {
                int _ = (int) SETPRIORITY.invokeExact(PRIO_PROCESS, THIS_THREAD, LESS_NICE);
            }
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** How many ticks, the unit of a process's start time, make a second. */
    static long ticksPerSecond() {
        try {
            return (long) SYSCONF.invokeExact(SC_CLK_TCK);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** The name of a user, from wherever the system keeps its users; null where it has none. May wait for a server. */
    static @Nullable String userName(int uid) {
        return accountName(GETPWUID_R, uid);
    }

    /** The name of a group, as {@link #userName}. */
    static @Nullable String groupName(int gid) {
        return accountName(GETGRGID_R, gid);
    }

    /** {@code struct passwd} and {@code struct group} both begin with a pointer to the name. */
    private static @Nullable String accountName(MethodHandle lookup, int id) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment account = arena.allocate(JAVA_LONG, 16);
            MemorySegment texts = arena.allocate(ACCOUNT_BYTES);
            MemorySegment found = arena.allocate(ADDRESS);
            int error = (int) lookup.invokeExact(id, account, texts, texts.byteSize(), found);
            if (error != 0 || found.get(ADDRESS, 0).address() == 0) {
                return null;
            }
            long offset = account.get(ADDRESS, 0).address() - texts.address();
            return texts.getString(offset);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    private long orError(long result) {
        return NativeCall.orError(result, callState);
    }

    private static Linker.Option variadicFrom(int index) {
        return Linker.Option.firstVariadicArg(index);
    }

    private static MethodHandle accountLookup(String name) {
        return sure(name, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    }
}
