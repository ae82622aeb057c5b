package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.proxy.Proxy;
import org.paralux.proxy.Surroundings;
import org.paralux.proxy.socket.SocketFile;
import tools.jackson.databind.JsonNode;

/**
 * Before the live socket of a running daemon and away again, under real tools, synthetic clients and submissions: nobody is
 * refused, no reply is lost or out of order, and no job is there twice. With {@code -Dparalux.test.attaches=200} as often
 * as was promised; the daemon is restarted in between, where {@code paralux.test.restart} names a script that does it.
 */
@OnRealGaneti
class RealGanetiAttachTest {
    private static final int ATTACHES = Integer.getInteger("paralux.test.attaches", 4);
    private static final int RESTARTS = Integer.getInteger("paralux.test.restarts", 8);
    private static final Set<String> FINAL = Set.of("success", "error", "canceled");
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    /** A luxid that starts listens only once it has loaded its queue: 70 s for 150 jobs. */
    private static final Duration LOADED = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final AtomicLong inside = new AtomicLong();
    private final AtomicLong tools = new AtomicLong();
    private final AtomicLong replies = new AtomicLong();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> jobs = new HashMap<>();
    private volatile String phase = "nothing is attached";
    private final String marker = "paralux-" + UUID.randomUUID();

    /** Something that a client does again and again. */
    @FunctionalInterface
    private interface Deed {
        void doIt() throws IOException, InterruptedException;
    }

    private Thread again(String what, Deed deed) {
        return Thread.ofPlatform().start(() -> {
            while (!ended.get()) {
                inside.incrementAndGet();
                try {
                    if (!paused.get()) {
                        deed.doIt();
                    }
                } catch (IOException e) {
                    fault(what + ": " + e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    inside.decrementAndGet();
                }
                pause(2);
            }
        });
    }

    private synchronized void fault(String fault) {
        faults.add(Instant.now() + " while " + phase + ": " + fault);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LuxiClient connect() throws IOException {
        return LuxiClient.connect(RealGaneti.socket(), TIME_LIMIT);
    }

    /** A backlog of five is soon full, with a proxy and without: then a client comes again, as Ganeti's do. */
    private LuxiClient connectPatiently() throws IOException {
        while (true) {
            try {
                return connect();
            } catch (ConnectException e) {
                throw e;
            } catch (SocketException e) {
                if (!String.valueOf(e.getMessage()).contains("temporarily unavailable")) {
                    throw e;
                }
                pause(1);
            }
        }
    }

    /** Three at once on one connection: the replies come in the order of the requests. */
    private void askInOrder() throws IOException {
        try (LuxiClient client = connectPatiently()) {
            byte[] name = config("cluster_name");
            byte[] both = config("cluster_name\",\"master_node");
            client.send(name);
            client.send(both);
            client.send(name);
            int[] expected = {1, 2, 1};
            for (int members : expected) {
                int got = LuxiJson.MAPPER
                        .readTree(client.receive().toByteArray())
                        .path("result")
                        .size();
                if (got != members) {
                    fault("order: " + got + " members (expected: " + members + ")");
                }
                replies.incrementAndGet();
            }
        }
    }

    private static byte[] config(String names) {
        return Payload.of("{\"method\":\"QueryConfigValues\",\"args\":[[\"" + names + "\"]]}")
                .toFrame();
    }

    /** One job, once, and the next when it has ended: a daemon that starts again reads all that are waiting first. */
    private void submitAndFollow() throws IOException {
        String id = submit();
        do {
            pause(400);
        } while (!paused.get() && !ended.get() && !hasEnded(id));
    }

    private boolean hasEnded(String id) throws IOException {
        try (LuxiClient client = connectPatiently()) {
            JsonNode reply = LuxiJson.MAPPER.readTree(
                    client.call(Payload.of("{\"method\":\"QueryJobs\",\"args\":[[" + id + "],[\"status\"]]}"))
                            .toByteArray());
            return FINAL.contains(reply.path("result").path(0).path(0).asString(""));
        }
    }

    /** By a client that does not send again; the job's id. */
    private String submit() throws IOException {
        String name = marker + "-" + UUID.randomUUID();
        try (LuxiClient client = connectPatiently()) {
            JsonNode reply = LuxiJson.MAPPER.readTree(client.call(Payload.of(
                            "{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_TEST_DELAY\",\"duration\":0.0,"
                                    + "\"on_master\":true,\"on_nodes\":[],\"on_node_uuids\":[],\"repeat\":0,"
                                    + "\"interruptible\":false,\"no_locks\":true,\"dry_run\":false,\"debug_level\":0,"
                                    + "\"priority\":0,\"depends\":null,\"comment\":\"" + name
                                    + "\",\"reason\":[[\"test\",\"attach\",1]]}]]}"))
                    .toByteArray());
            if (!reply.path("success").asBoolean()) {
                fault("submit: " + reply);
            }
            String id = reply.path("result").asString("");
            synchronized (this) {
                jobs.put(name, id);
            }
            return id;
        }
    }

    private void runTool() throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "tool", "");
        Process tool = new ProcessBuilder("gnt-node", "list", "--no-headers", "-o", "name")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (tool.waitFor() != 0 || Files.readAllLines(out).size() < 2) {
            fault("gnt-node list: " + Files.readString(out));
        }
        Files.delete(out);
        tools.incrementAndGet();
    }

    private Proxy attached(Path stateDir) throws Exception {
        Map<Setting, String> flags = Map.of(
                Setting.LISTEN,
                RealGaneti.socket().toString(),
                Setting.PRIMARY,
                RealGaneti.socket() + ".primary",
                Setting.LISTEN_ROLE,
                "query",
                Setting.STATE_DIR,
                stateDir.toString());
        Proxy proxy = Proxy.attached(
                ProxySettingsReader.read(Settings.of(Map.of(), flags), "test"),
                Surroundings.BARE,
                GuardianMain.class,
                null);
        proxy.start();
        await().atMost(TIME_LIMIT).until(proxy::isServing);
        return proxy;
    }

    /** While the daemon is away everybody is refused, as without a proxy. */
    private void restartDaemon(String script) throws Exception {
        phase = "clients pause for a restart";
        paused.set(true);
        await().atMost(TIME_LIMIT).until(() -> inside.get() == 0);
        Process restart = new ProcessBuilder(script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, restart.waitFor());
        await().atMost(LOADED).ignoreExceptions().until(() -> {
            try (LuxiClient client = connect()) {
                return client.call(Requests.CLUSTER_INFO).length() > 0;
            }
        });
        phase = "the daemon answers again";
        paused.set(false);
    }

    @Test
    void nobodyNoticesThatItComesAndGoes() throws Exception {
        Path stateDir = folder.resolve("state");
        String restart = System.getProperty("paralux.test.restart");
        List<Thread> clients = List.of(
                again("order", this::askInOrder),
                again("order", this::askInOrder),
                again("submit", this::submitAndFollow),
                again("tool", this::runTool));
        int restarts = 0;
        for (int attach = 1; attach <= ATTACHES; attach++) {
            long before = replies.get();
            phase = "the proxy is attached, " + attach;
            Proxy proxy = attached(stateDir);
            phase = "it is attached, " + attach;
            await().atMost(TIME_LIMIT).until(() -> replies.get() > before + 10);
            if (restart != null && attach % Math.max(1, ATTACHES / RESTARTS) == 0) {
                restartDaemon(restart);
                restarts++;
                phase = "it attaches again, " + attach;
                await().atMost(TIME_LIMIT).until(proxy::isServing);
            }
            phase = "the proxy is detached, " + attach;
            proxy.stop("signal", Duration.ofSeconds(20));
            phase = "nothing is attached, after " + attach;
        }
        ended.set(true);
        for (Thread client : clients) {
            client.join();
        }
        System.out.printf(
                "%d attaches, %d restarts: %d replies in order, %d tools, %d jobs, faults %s%n",
                ATTACHES, restarts, replies.get(), tools.get(), jobs.size(), faults);
        assertEquals(List.of(), faults);
        assertEachJobIsThereOnce();
        assertTrue(SocketFile.at(RealGaneti.socket()).isPresent());
        assertTrue(Files.notExists(Path.of(RealGaneti.socket() + ".primary")));
        CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", stateDir);
        assertEquals(ExitCode.OK, verify.exitCode(), () -> verify.out() + verify.err());
    }

    /** Once all of them have ended, so that no other test waits for them. */
    private void assertEachJobIsThereOnce() throws IOException {
        await().atMost(TIME_LIMIT).until(() -> oursByStatus().keySet().stream().allMatch(FINAL::contains));
        List<String> found =
                oursByStatus().values().stream().flatMap(List::stream).sorted().toList();
        assertEquals(jobs.keySet().stream().sorted().toList(), found);
    }

    /** The comments of our jobs. */
    private Map<String, List<String>> oursByStatus() throws IOException {
        Map<String, List<String>> found = new HashMap<>();
        try (LuxiClient client = connectPatiently()) {
            String all = "{\"method\":\"Query\",\"args\":[\"job\",[\"status\",\"ops\"],null]}";
            JsonNode rows = LuxiJson.MAPPER
                    .readTree(client.call(Payload.of(all)).toByteArray())
                    .path("result")
                    .path("data");
            for (JsonNode row : rows) {
                String status = row.path(0).path(1).asString("");
                String comment = row.path(1).path(1).path(0).path("comment").asString("");
                if (comment.startsWith(marker)) {
                    found.computeIfAbsent(status, _ -> new ArrayList<>()).add(comment);
                }
            }
        }
        return found;
    }
}
