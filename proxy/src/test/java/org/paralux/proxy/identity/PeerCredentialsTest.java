package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerCredentialsTest {
    private final Posix posix = new Posix(Arena.ofAuto());

    @Test
    void areTheKernelsOfThePeer(@TempDir Path folder) throws Throwable {
        Path path = folder.resolve("socket");
        try (UnixServer server = new UnixServer(path);
                SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            assertTrue(client.isConnected());
            int connection = server.accept();
            long before = posix.bootTimeNanos();

            PeerCredentials peer = PeerCredentials.of(connection);

            Posix.close(connection);
            assertEquals(ProcessHandle.current().pid(), peer.pid());
            assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), peer.uid());
            assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:gid"), peer.gid());
            assertTrue(peer.acceptedAtBootTimeNanos() >= before, peer::toString);
            assertTrue(peer.pidfd() >= PeerPidfd.UNKNOWN, peer::toString);
            assertTrue(peer.pidfd() < 0 || !posix.isReadable(peer.pidfd()), "we live");
            PeerPidfd.close(peer.pidfd());
        }
    }

    @Test
    void ofNoSocketAreNobodys() {
        PeerCredentials peer = PeerCredentials.of(-1);

        assertEquals(0, peer.pid());
        assertEquals(4_294_967_295L, peer.unsignedUid());
        assertEquals(PeerPidfd.UNKNOWN, peer.pidfd());
    }
}
