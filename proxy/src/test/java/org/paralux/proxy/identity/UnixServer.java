package org.paralux.proxy.identity;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A Unix socket that is listened on and accepted from by descriptor numbers, which java.nio does not give out.
 *
 * <p>Not thread-safe.
 */
final class UnixServer implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x8_0000;
    private static final int ADDRESS_BYTES = 110;
    private static final int BACKLOG = 4096;
    private static final int MSG_NOSIGNAL = 0x4000;

    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = call("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle LISTEN = call("listen", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle ACCEPT = call("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle RECV = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SEND = call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(4096);
    private final int listener;

    UnixServer(Path path) throws Throwable {
        listener = checked("socket", (int) SOCKET.invokeExact(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        checked("bind", (int) BIND.invokeExact(listener, address(path), ADDRESS_BYTES));
        checked("listen", (int) LISTEN.invokeExact(listener, BACKLOG));
    }

    /** Waits for the next connection. */
    int accept() throws Throwable {
        return checked(
                "accept", (int) ACCEPT.invokeExact(listener, MemorySegment.NULL, MemorySegment.NULL, SOCK_CLOEXEC));
    }

    /** A connection to whoever listens at {@code path}. */
    int connect(Path path) throws Throwable {
        int socket = checked("socket", (int) SOCKET.invokeExact(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        checked("connect", (int) CONNECT.invokeExact(socket, address(path), ADDRESS_BYTES));
        return socket;
    }

    private MemorySegment address(Path path) {
        MemorySegment address = arena.allocate(ADDRESS_BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        address.setString(2, path.toString());
        return address;
    }

    /** What has come by the time that anything has; empty at the end. */
    String receive(int socket) throws Throwable {
        long length = (long) RECV.invokeExact(socket, buffer, buffer.byteSize(), 0);
        return new String(buffer.asSlice(0, checked("recv", (int) length)).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    void send(int socket, String text) throws Throwable {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, bytes.length);
        checked("send", (int) (long) SEND.invokeExact(socket, buffer, (long) bytes.length, MSG_NOSIGNAL));
    }

    @Override
    public void close() {
        Posix.close(listener);
        arena.close();
    }

    private static int checked(String call, int result) {
        if (result < 0) {
            throw new IllegalStateException(call + ": " + result + " (expected: >= 0)");
        }
        return result;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, ValueLayout result, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }
}
