package org.paralux.proxy.identity;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The process behind the other end of a Unix socket that somebody listens on. */
public final class ListeningProcess {
    private ListeningProcess() {}

    /** Who called {@code listen} on a socket; empty where nobody accepts there, or the kernel does not tell. */
    public static OptionalInt pidAt(Path path) {
        Epoll.ensureAvailability();
        Socket socket = Socket.newSocketDomain();
        try (Arena arena = Arena.ofConfined()) {
            if (!socket.connect(new DomainSocketAddress(path.toString()))) {
                return OptionalInt.empty();
            }
            Posix posix = new Posix(arena);
            boolean told = posix.socketOption(socket.intValue(), Posix.SO_PEERCRED, 3) == 0 && posix.optionInt(0) > 0;
            return told ? OptionalInt.of(posix.optionInt(0)) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        } finally {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing was sent on it.
        }
    }
}
