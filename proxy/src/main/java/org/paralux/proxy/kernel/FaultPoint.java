package org.paralux.proxy.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place before a step that changes names, files or sockets, at which a test may have the process killed as by {@code kill
 * -9}: at the one whose number, counted from the start, the system property {@code paralux.fault} gives. Without it passing
 * one costs nothing.
 */
public final class FaultPoint {
    private static final Logger LOGGER = LoggerFactory.getLogger(FaultPoint.class);
    private static final int KILLED_AT = Integer.getInteger("paralux.fault", 0);
    private static final int SIGKILL = 9;
    private static final AtomicInteger PASSED = new AtomicInteger();
    private static final NativeCall KILL = NativeCall.of("kill");

    private FaultPoint() {}

    /**
     * Passes one.
     *
     * @param step what comes next
     */
    public static void pass(String step) {
        if (KILLED_AT > 0 && PASSED.incrementAndGet() == KILLED_AT) {
            LOGGER.atError().log("killed at step " + KILLED_AT + ", before: " + step);
            KILL.call(ProcessHandle.current().pid(), SIGKILL);
        }
    }
}
