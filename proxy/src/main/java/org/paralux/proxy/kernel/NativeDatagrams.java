package org.paralux.proxy.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Datagrams to Unix sockets, for which Java has no words. Thread-safe; nothing here waits. */
public final class NativeDatagrams {
    /** What the kernel takes as the address of a Unix socket, without the two bytes of the family. */
    public static final int MAX_ADDRESS_BYTES = 108;

    private static final int AF_UNIX = 1;
    private static final int DATAGRAM_CLOEXEC = 2 | 0x8_0000;
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

    private static final NativeCall SOCKET = NativeCall.of("socket");
    private static final NativeCall SENDTO = NativeCall.of("sendto");
    private static final NativeCall CLOSE = NativeCall.of("close");

    private NativeDatagrams() {}

    /**
     * Sends one datagram, from a socket without a name.
     *
     * @param address a path, or a name that begins with a zero byte: one that is in no file system
     * @return how many bytes went out, or the error
     */
    public static long send(byte[] address, byte[] content) {
        if (address.length == 0 || address.length >= MAX_ADDRESS_BYTES) {
            throw new IllegalArgumentException(
                    "address: " + address.length + " bytes (expected: 1 to " + (MAX_ADDRESS_BYTES - 1) + ")");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = NativeCall.newState(arena);
            int socket = SOCKET.intOrError(state, AF_UNIX, DATAGRAM_CLOEXEC, 0);
            if (socket < 0) {
                return socket;
            }
            try {
                MemorySegment name = arena.allocate(Short.BYTES + MAX_ADDRESS_BYTES);
                name.set(JAVA_SHORT, 0, (short) AF_UNIX);
                MemorySegment.copy(address, 0, name, JAVA_BYTE, Short.BYTES, address.length);
                // A path ends with a zero byte; what is in no file system is as long as it is said to be.
                int length = Short.BYTES + address.length + (address[0] == 0 ? 0 : 1);
                MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, content);
                return SENDTO.longOrError(
                        state, socket, bytes.address(), content.length, MSG_DONTWAIT_NOSIGNAL, name.address(), length);
            } finally {
                CLOSE.call(socket);
            }
        }
    }
}
