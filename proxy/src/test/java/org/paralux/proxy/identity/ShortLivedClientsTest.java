package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;

/** Two hundred processes that connect, are answered at once, and end. {@link IdentityBench} measures the same. */
@Timeout(60)
class ShortLivedClientsTest {
    private static final int CLIENTS = 200;

    /** Each client is named after its number, and says its number. */
    private static final String PYTHON = """
            import os, socket, sys
            for number in range(int(sys.argv[2])):
                if os.fork() == 0:
                    name = "client%d" % number
                    open("/proc/self/comm", "w").write(name)
                    client = socket.socket(socket.AF_UNIX)
                    client.connect(sys.argv[1])
                    client.send(name.encode())
                    client.recv(10)
                    os._exit(0)
                if number % 4 == 3:
                    for i in range(4):
                        os.wait()
            """;

    @Test
    void noneIsTakenForAnother(@TempDir Path folder) throws Throwable {
        AtomicInteger ids = new AtomicInteger();
        AtomicInteger announced = new AtomicInteger();
        Path path = folder.resolve("socket");
        Map<PendingClient, String> clients = new LinkedHashMap<>();
        try (UnixServer server = new UnixServer(path);
                ClientIdentifier identifier = new ClientIdentifier(
                        ClientIdentifier.Settings.DEFAULT,
                        () -> "c" + ids.incrementAndGet(),
                        facts -> announced.incrementAndGet())) {
            Process python = new ProcessBuilder("python3", "-c", PYTHON, path.toString(), Integer.toString(CLIENTS))
                    .inheritIO()
                    .start();
            for (int i = 0; i < CLIENTS; i++) {
                int connection = server.accept();
                PendingClient pending = identifier.identify(PeerCredentials.of(connection));
                clients.put(pending, server.receive(connection));
                server.send(connection, "ok");
                Posix.close(connection);
            }
            assertEquals(0, python.waitFor());
            for (PendingClient client : clients.keySet()) {
                client.facts().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
            clients.forEach((client, name) -> {
                ClientFacts facts = client.now().orElseThrow();
                boolean says = facts.comm() == null ? facts.identity() != Identity.FULL : name.equals(facts.comm());
                assertTrue(says, () -> name + " taken for " + facts);
            });
            IdentityCounts counts = identifier.counts();
            assertEquals(CLIENTS, counts.full() + counts.partial() + counts.gone());
            assertEquals(CLIENTS, announced.get());
            assertTrue(counts.full() > CLIENTS / 2, counts::toString);
        }
    }
}
