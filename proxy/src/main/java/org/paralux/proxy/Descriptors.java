package org.paralux.proxy;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many clients this process has descriptors for. */
final class Descriptors {
    /** Kept for the log, the admin socket and whatever else must go on when clients take all the rest. */
    private static final int SPARE = 64;

    private static final int PER_CONNECTION = 2;

    private Descriptors() {}

    static int connectionsThatFit() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return Integer.MAX_VALUE;
        }
        long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - SPARE;
        return Math.clamp(free / PER_CONNECTION, 1, Integer.MAX_VALUE);
    }
}
