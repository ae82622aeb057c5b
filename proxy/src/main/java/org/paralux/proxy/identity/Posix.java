package org.paralux.proxy.identity;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

    private static final NativeCall OPENAT = NativeCall.of("openat");
    private static final NativeCall READ = NativeCall.of("read");
    private static final NativeCall READLINKAT = NativeCall.of("readlinkat");
    private static final NativeCall GETSOCKOPT = NativeCall.of("getsockopt");
    private static final NativeCall POLL = NativeCall.of("poll");
    private static final NativeCall CLOSE = NativeCall.of("close");
    private static final NativeCall CLOCK_GETTIME = NativeCall.of("clock_gettime");
    private static final NativeCall SCHED_SETSCHEDULER = NativeCall.of("sched_setscheduler");
    private static final NativeCall SETPRIORITY = NativeCall.of("setpriority");
    private static final NativeCall SYSCONF = NativeCall.of("sysconf");
    private static final NativeCall GETPWUID_R = NativeCall.of("getpwuid_r");
    private static final NativeCall GETGRGID_R = NativeCall.of("getgrgid_r");

    private final MemorySegment callState;
    private final MemorySegment pollEntry;
    private final MemorySegment time;
    private final MemorySegment option;
    private final MemorySegment optionLength;

    Posix(Arena arena) {
        this.callState = NativeCall.newState(arena);
        this.pollEntry = arena.allocate(JAVA_LONG);
        this.time = arena.allocate(JAVA_LONG, 2);
        this.option = arena.allocate(JAVA_INT, 3);
        this.optionLength = arena.allocate(JAVA_INT);
    }

    /** A descriptor of {@code name} below the folder {@code folder}, or the error. */
    int openAt(int folder, MemorySegment name, int flags) {
        return OPENAT.intOrError(callState, folder, name.address(), flags);
    }

    /** How many bytes came, 0 at the end, or the error. */
    long read(int descriptor, MemorySegment into) {
        return READ.longOrError(callState, descriptor, into.address(), into.byteSize());
    }

    /** How many bytes the link's text has, or the error. */
    long readLinkAt(int folder, MemorySegment name, MemorySegment into) {
        return READLINKAT.longOrError(callState, folder, name.address(), into.address(), into.byteSize());
    }

    /** Whether {@code descriptor} has something to read at this moment; a pidfd has once its process ended. */
    boolean isReadable(int descriptor) {
        pollEntry.set(JAVA_INT, 0, descriptor);
        pollEntry.set(JAVA_SHORT, 4, POLLIN);
        pollEntry.set(JAVA_SHORT, 6, (short) 0);
        return POLL.intOrError(callState, pollEntry.address(), 1, 0) != 0;
    }

    /** A socket option of one to three ints, read with {@link #optionInt}; 0 or the error. */
    int socketOption(int socket, int name, int ints) {
        optionLength.set(JAVA_INT, 0, ints * Integer.BYTES);
        return GETSOCKOPT.intOrError(callState, socket, SOL_SOCKET, name, option.address(), optionLength.address());
    }

    /** The {@code index}th int of the option read last. */
    int optionInt(int index) {
        return option.getAtIndex(JAVA_INT, index);
    }

    /** Now on CLOCK_BOOTTIME, which the kernel dates processes by. */
    long bootTimeNanos() {
        int done = CLOCK_GETTIME.intOrError(callState, CLOCK_BOOTTIME, time.address());
        if (done != 0) {
            throw new IllegalStateException("clock_gettime: " + done + " (expected: 0)");
        }
        return time.getAtIndex(JAVA_LONG, 0) * 1_000_000_000L + time.getAtIndex(JAVA_LONG, 1);
    }

    /**
     * Asks the kernel to run the calling thread as soon as it is woken: in real time where that is allowed
     * (RLIMIT_RTPRIO), else before the threads of usual niceness (RLIMIT_NICE), else as before.
     */
    static void hurryThisThread() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment lowest = arena.allocateFrom(JAVA_INT, 1);
            int refused = (int) SCHED_SETSCHEDULER.call(THIS_THREAD, SCHED_RR | SCHED_RESET_ON_FORK, lowest.address());
            if (refused != 0) {
                SETPRIORITY.call(PRIO_PROCESS, THIS_THREAD, LESS_NICE);
            }
        }
    }

    static void close(int descriptor) {
        CLOSE.call(descriptor);
    }

    /** How many ticks, the unit of a process's start time, make a second. */
    static long ticksPerSecond() {
        return SYSCONF.call(SC_CLK_TCK);
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
    private static @Nullable String accountName(NativeCall lookup, int id) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment account = arena.allocate(JAVA_LONG, 16);
            MemorySegment texts = arena.allocate(ACCOUNT_BYTES);
            MemorySegment found = arena.allocate(ADDRESS);
            int error = (int) lookup.call(id, account.address(), texts.address(), texts.byteSize(), found.address());
            if (error != 0 || found.get(ADDRESS, 0).address() == 0) {
                return null;
            }
            long offset = account.get(ADDRESS, 0).address() - texts.address();
            return texts.getString(offset);
        }
    }
}
