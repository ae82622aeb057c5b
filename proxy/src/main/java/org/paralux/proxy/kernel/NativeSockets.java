package org.paralux.proxy.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.paralux.proxy.kernel.NativeCall.impossible;
import static org.paralux.proxy.kernel.NativeCall.sure;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What Netty has no words for at a connected Unix socket. Thread-safe; nothing here waits. */
public final class NativeSockets {
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

    private static final MethodHandle SEND =
            sure("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private NativeSockets() {}

    /**
     * Whether the peer closed its socket, and not only its output: sending nothing then fails. Two ends of a Unix socket
     * cannot be told apart by reading. No signal comes of it, which costs more than all the rest.
     *
     * @param socket a descriptor that is open during the call
     */
    public static boolean isPeerGone(int socket) {
        try {
            return (long) SEND.invokeExact(socket, MemorySegment.NULL, 0L, MSG_DONTWAIT_NOSIGNAL) < 0;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }
}
