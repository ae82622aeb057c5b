package org.paralux.proxy.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What the kernel says of the wall clock. */
public final class KernelClock {
    /** Of {@code struct timex}, generously. Zeros ask, and change nothing. */
    private static final int TIMEX_BYTES = 512;

    private static final int TIME_ERROR = 5;

    private static final NativeCall ADJTIMEX = NativeCall.of("adjtimex");

    private KernelClock() {}

    /** Whether something keeps it in step with other clocks. */
    public static boolean isSynchronised() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timex = arena.allocate(TIMEX_BYTES, Long.BYTES);
            int state = (int) ADJTIMEX.call(timex.address());
            return state >= 0 && state < TIME_ERROR;
        }
    }
}
