package org.paralux.app;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.paralux.proxy.kernel.NativeCall;

/** This process's limit of open files (setrlimit(2)), set without opening one. */
final class DescriptorLimit {
    private static final int RLIMIT_NOFILE = 7;

    /** Fewer than any proxy has open, and more than anybody polls at once: with less poll(2) itself fails. */
    private static final int FEW = 16;

    private static final NativeCall GET = NativeCall.of("getrlimit");
    private static final NativeCall SET = NativeCall.of("setrlimit");

    private final long soft;
    private final long hard;

    private DescriptorLimit(long soft, long hard) {
        this.soft = soft;
        this.hard = hard;
    }

    static DescriptorLimit now() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(JAVA_LONG, 2);
            if ((int) GET.call(RLIMIT_NOFILE, limit.address()) != 0) {
                throw new IOException("getrlimit: refused");
            }
            return new DescriptorLimit(limit.getAtIndex(JAVA_LONG, 0), limit.getAtIndex(JAVA_LONG, 1));
        }
    }

    /** From now on hardly a file can be opened; those that are open stay so. */
    void refuse() throws IOException {
        set(FEW);
    }

    /** As it was when it was read. */
    void restore() throws IOException {
        set(soft);
    }

    private void set(long files) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(JAVA_LONG, 2);
            limit.setAtIndex(JAVA_LONG, 0, files);
            limit.setAtIndex(JAVA_LONG, 1, hard);
            if ((int) SET.call(RLIMIT_NOFILE, limit.address()) != 0) {
                throw new IOException("setrlimit: " + files + " refused");
            }
        }
    }
}
