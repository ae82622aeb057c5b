package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import tools.jackson.databind.JsonNode;

/** More clients than usual, and more than there are descriptors for: all are served, and none is cut off. */
@Isolated("needs most of the machine's descriptors")
class ManyClientsTest {
    private static final int IDLE = 10_000;
    private static final int BUSY = 1_000;
    private static final int ROUNDS = 5;

    /** What a proxy has open besides its connections, with some to spare. */
    private static final int OTHER_FILES = 300;

    @TempDir
    private Path folder;

    @Test
    void idleAndBusyClientsAreServedAtOnceAsManyAsTheLimitOfOpenFilesAllows() throws Exception {
        long files = OpenFiles.raise(2 * (IDLE + BUSY) + OTHER_FILES);
        int idle = (int) Math.min(IDLE, (files - OTHER_FILES) / 2 - BUSY);
        String tried = idle + " idle (of " + IDLE + ") and " + BUSY + " busy clients, with " + files + " open files";
        assertTrue(idle > BUSY, tried);
        Path primary = folder.resolve("primary");
        Process daemon = startDaemon(primary);
        // Before the others, who may fill the daemon's backlog.
        Payload expected = askDirectly(primary);
        List<RawCall> clients = new ArrayList<>();
        try (ProxyProcess proxy = ProxyProcess.ready(folder, primary)) {
            for (int i = 0; i < idle + BUSY; i++) {
                clients.add(RawCall.connect(proxy.listen()));
            }
            await(tried).atMost(ProxyProcess.TIME_LIMIT).until(() -> connections(proxy) == idle + BUSY);

            assertEquals(List.of(), wrongReplies(clients.subList(idle, idle + BUSY), expected), tried);
            for (RawCall client : clients) {
                client.send(Requests.NODES);
            }
            for (RawCall client : clients) {
                assertEquals(expected, client.receive(), tried);
            }

            assertEquals(idle + BUSY, connections(proxy), tried);
            closeAll(clients);
            long sent = (long) BUSY * ROUNDS + clients.size();
            await(tried).atMost(ProxyProcess.TIME_LIMIT).until(() -> answeredOrDropped(proxy) == sent);
            assertFalse(proxy.err().contains("paused"), proxy.err());
            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
            CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", proxy.stateDir());
            assertEquals(ExitCode.OK, verify.exitCode(), verify::out);
        } finally {
            closeAll(clients);
            daemon.destroyForcibly().onExit().join();
        }
    }

    /** In a process of its own, because a process may have so many files only. */
    private Process startDaemon(Path socket) throws IOException {
        Path out = folder.resolve("daemon.out");
        Process daemon = new ProcessBuilder(
                        ParaluxCommand.withHeap("-Xmx1g", "simulate", "primary", "--socket", socket))
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("daemon.err").toFile())
                .start();
        await().atMost(ProxyProcess.TIME_LIMIT)
                .until(() -> Files.readString(out).equals("ready\n"));
        return daemon;
    }

    private static long connections(ProxyProcess proxy) {
        return proxy.status().path("connections").asLong();
    }

    /** On a machine that is too slow to record each exchange, the rest is dropped unread, and counted. */
    private static long answeredOrDropped(ProxyProcess proxy) {
        JsonNode counts = proxy.status().path("counts");
        return counts.path("answered").asLong()
                + counts.path("exchanges-dropped").asLong();
    }

    private static Payload askDirectly(Path socket) throws IOException {
        try (LuxiClient client = LuxiClient.connect(socket, ProxyProcess.TIME_LIMIT)) {
            return client.call(Requests.NODES);
        }
    }

    private static List<String> wrongReplies(List<RawCall> clients, Payload expected) throws InterruptedException {
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (RawCall client : clients) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int round = 0; round < ROUNDS; round++) {
                        if (!client.call(Requests.NODES).equals(expected)) {
                            wrong.add("another reply in round " + round);
                        }
                    }
                } catch (IOException e) {
                    wrong.add(e.toString());
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(wrong);
    }

    private static void closeAll(List<RawCall> clients) throws IOException {
        for (RawCall client : clients) {
            client.close();
        }
    }

    @Test
    void moreClientsThanThereAreDescriptorsForWaitAndAreServedInTheEnd() throws Exception {
        int clients = 300;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                EmbeddedDaemon primary = startPrimary();
                ProxyProcess proxy = ProxyProcess.readyWithin(OpenFiles.atMost(256), folder, primary.socket())) {
            Payload expected = askDirectly(primary.socket());
            CountDownLatch mayLeave = new CountDownLatch(1);
            AtomicInteger served = new AtomicInteger();
            List<Future<Payload>> replies = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                RawCall client = RawCall.connect(proxy.listen());
                replies.add(callers.submit(() -> {
                    try (client) {
                        assertEquals(expected, client.call(Requests.NODES));
                        served.incrementAndGet();
                        assertTrue(mayLeave.await(ProxyProcess.TIME_LIMIT.toSeconds(), TimeUnit.SECONDS));
                        return client.call(Requests.NODES);
                    }
                }));
            }
            proxy.awaitLogged("connection limit reached, accepting is paused");
            assertTrue(served.get() < clients, "as many as all fitted");
            mayLeave.countDown();
            for (Future<Payload> reply : replies) {
                assertEquals(expected, reply.get(ProxyProcess.TIME_LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
            assertRecovers(proxy, expected);
        }
    }

    private EmbeddedDaemon startPrimary() throws IOException {
        return EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("primary"), DaemonStyle.MASTERD));
    }

    private static void assertRecovers(ProxyProcess proxy, Payload expected) throws Exception {
        proxy.awaitLogged("accepting again");
        try (RawCall client = RawCall.connect(proxy.listen())) {
            assertEquals(expected, client.call(Requests.NODES));
        }
        assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
        CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", proxy.stateDir());
        assertEquals(ExitCode.OK, verify.exitCode(), verify::out);
    }

    @Test
    void descriptorsThatTheKernelRefusesArePausedForAndNobodyIsReset() throws Exception {
        int clients = 60;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                EmbeddedDaemon primary = startPrimary();
                ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket())) {
            Payload expected = askDirectly(primary.socket());
            try (RawCall client = RawCall.connect(proxy.listen())) {
                assertEquals(expected, client.call(Requests.NODES));
            }
            long before = OpenFiles.raise(0);
            // An odd number, so that one client gets a descriptor and its connection to the primary none.
            OpenFiles.limit(proxy.pid(), OpenFiles.openedBy(proxy.pid()) + 5);
            List<Future<Payload>> replies = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                replies.add(callers.submit(() -> {
                    try (RawCall client = RawCall.connect(proxy.listen())) {
                        return client.call(Requests.NODES);
                    }
                }));
            }
            proxy.awaitLogged("accept failed, accepting is paused");
            OpenFiles.limit(proxy.pid(), before);
            for (Future<Payload> reply : replies) {
                assertEquals(expected, reply.get(ProxyProcess.TIME_LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
            assertRecovers(proxy, expected);
        }
    }
}
