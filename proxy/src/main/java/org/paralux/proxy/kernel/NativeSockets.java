package org.paralux.proxy.kernel;

/** What Netty has no words for at a connected Unix socket. Thread-safe; nothing here waits. */
public final class NativeSockets {
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

    private static final long NO_BYTES = 0;
    private static final NativeCall SEND = NativeCall.of("send");

    private NativeSockets() {}

    /**
     * Whether the peer closed its socket, and not only its output: sending nothing then fails. Two ends of a Unix socket
     * cannot be told apart by reading. No signal comes of it, which costs more than all the rest.
     *
     * @param socket a descriptor that is open during the call
     */
    public static boolean isPeerGone(int socket) {
        return SEND.call(socket, NO_BYTES, 0, MSG_DONTWAIT_NOSIGNAL) < 0;
    }
}
