package org.paralux.proxy.socket;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that has no time is not taken for one that ended: before it a proxy would hide, and refuse its clients. */
class ProbeTest {
    @TempDir
    private Path folder;

    private Path socket() {
        return folder.resolve("s");
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()), 1);
    }

    @Test
    void aFullBacklogMeansThatSomebodyListens() throws Exception {
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocketChannel daemon = listen()) {
            fill(waiting);
            try (Probe probe = Probe.of(socket())) {
                assertTrue(probe.listening());
                assertNull(probe.connection());
            }
            daemon.accept().close();
            try (Probe probe = Probe.of(socket())) {
                assertTrue(probe.listening());
                assertNotNull(probe.connection());
            }
        } finally {
            for (SocketChannel each : waiting) {
                each.close();
            }
        }
        try (Probe probe = Probe.of(socket())) {
            assertFalse(probe.listening());
        }
    }

    /** Until the next would have to wait. */
    private void fill(List<SocketChannel> waiting) throws IOException {
        while (true) {
            SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
            client.configureBlocking(false);
            try {
                client.connect(UnixDomainSocketAddress.of(socket()));
            } catch (ConnectException e) {
                throw e;
            } catch (SocketException full) {
                return;
            }
            waiting.add(client);
        }
    }

    @Test
    void whereNothingIsNobodyListens() {
        try (Probe probe = Probe.of(socket())) {
            assertFalse(probe.listening());
            assertNull(probe.connection());
        }
    }
}
