package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.proxy.kernel.NativeFiles;

/** Who listens is told of whoever is alive, also where the backlog is full for a moment. */
class ListeningProcessTest {
    private static final OptionalInt SELF =
            OptionalInt.of((int) ProcessHandle.current().pid());

    @TempDir
    private Path folder;

    private Path socket;
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        socket = folder.resolve("socket");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 1);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void isThisProcess() {
        assertEquals(SELF, ListeningProcess.pidAt(socket));
    }

    @Test
    void isToldOnceThereIsRoomInAFullBacklog() throws Exception {
        int told;
        do {
            // Each look hangs up, and waits to be accepted all the same.
            told = NativeFiles.listenerAt(socket);
        } while (told > 0);
        assertEquals(-NativeFiles.EAGAIN, told);
        Thread accepting = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    server.accept().close();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        assertEquals(SELF, ListeningProcess.pidAt(socket));
        server.close();
        accepting.join();
    }

    @Test
    void isNobodyWhereNobodyAccepts() throws IOException {
        server.close();
        assertTrue(ListeningProcess.pidAt(socket).isEmpty());
        assertTrue(ListeningProcess.pidAt(folder.resolve("none")).isEmpty());
    }
}
