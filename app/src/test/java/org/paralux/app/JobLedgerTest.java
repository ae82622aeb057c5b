package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import tools.jackson.databind.JsonNode;

/**
 * Jobs are submitted, by clients that never try again, while the proxy is killed, upgraded, taken away and put back, and
 * its shadow comes and goes: each job is submitted once at most, and each that a client was told of is there. With
 * {@code -Dparalux.test.ledger=100000} as many as was promised, otherwise until each fault came once.
 */
class JobLedgerTest {
    private static final int JOBS = Integer.getInteger("paralux.test.ledger", 0);
    private static final long SEED = Long.getLong("paralux.test.seed", 20261130);
    private static final int CLIENTS = 4;
    private static final int MOST_OF_ONE_CONNECTION = 8;
    private static final int AT_A_LOOK = 500;
    private static final int PAUSE_MILLIS = 4;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private EmbeddedDaemon primary;
    private EmbeddedDaemon shadow;
    private final AtomicInteger submitted = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();
    private volatile boolean enough;
    private final AtomicLong lostToKills = new AtomicLong();

    /** Numbers that were taken and never used, one a client at the end. */
    private final AtomicInteger givenUp = new AtomicInteger();

    private final AtomicLong refused = new AtomicLong();
    private final List<String> lostOtherwise = new ArrayList<>();
    private final Map<Integer, Long> jobsByNumber = new ConcurrentHashMap<>();
    private final Map<String, Integer> faults = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        primary = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("d"), DaemonStyle.MASTERD));
        startShadow();
    }

    private void startShadow() throws IOException {
        shadow = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("s"), DaemonStyle.LUXID));
    }

    @AfterEach
    void stop() throws IOException {
        primary.close();
        shadow.close();
    }

    private AttachedProcess attach(Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("--shadow", folder.resolve("s")));
        words.addAll(List.of(more));
        return AttachedProcess.ready(folder.resolve("d"), folder.resolve("state"), words.toArray());
    }

    private static Payload submission(int number) {
        return Payload.of("{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_TEST_DELAY\",\"duration\":0,"
                + "\"on_master\":true,\"on_nodes\":[],\"comment\":\"number " + number + "\",\"reason\":[]}]]}");
    }

    private static JsonNode result(Payload reply) {
        JsonNode root = LuxiJson.MAPPER.readTree(reply.toByteArray());
        assertTrue(root.path("success").asBoolean(), root::toString);
        return root.path("result");
    }

    /** One connection after the other, some jobs on each; whatever fails is not tried again. */
    private void submit(Random own) {
        int number = submitted.incrementAndGet();
        int before = kills.get();
        while (!enough) {
            try (LuxiClient client = LuxiClient.connect(folder.resolve("d"), ProxyProcess.TIME_LIMIT)) {
                for (int i = own.nextInt(MOST_OF_ONE_CONNECTION); i >= 0; i--) {
                    jobsByNumber.put(
                            number, result(client.call(submission(number))).asLong());
                    number = submitted.incrementAndGet();
                    before = kills.get();
                    LockSupport.parkNanos(
                            Duration.ofMillis(own.nextInt(PAUSE_MILLIS)).toNanos());
                }
            } catch (IOException e) {
                lost(number, before, e);
                number = submitted.incrementAndGet();
                before = kills.get();
            }
        }
        givenUp.incrementAndGet();
    }

    /** Kills are counted before and after, so that an odd count is one that is being mended. */
    private void lost(int number, int killsBefore, IOException e) {
        boolean isKilled = kills.get() > killsBefore || killsBefore % 2 == 1;
        if (isKilled && e instanceof ConnectException) {
            refused.incrementAndGet();
        } else if (isKilled) {
            lostToKills.incrementAndGet();
        } else {
            synchronized (lostOtherwise) {
                lostOtherwise.add(number + ": " + e);
            }
        }
    }

    private enum Fault {
        KILL,
        UPGRADE,
        TAKE_AWAY,
        SHADOW_GOES
    }

    private AttachedProcess fault(Fault fault, AttachedProcess proxy) throws IOException, InterruptedException {
        faults.merge(fault.name(), 1, Integer::sum);
        return switch (fault) {
            case KILL -> {
                kills.incrementAndGet();
                proxy.kill();
                proxy.awaitSaid("is back at its path");
                kills.incrementAndGet();
                yield attach();
            }
            case UPGRADE -> {
                AttachedProcess next = attach("--take-over");
                assertEquals(0, proxy.awaitEnd(), proxy::said);
                yield next;
            }
            case TAKE_AWAY -> {
                proxy.terminate();
                assertEquals(0, proxy.awaitEnd(), proxy::said);
                yield attach();
            }
            case SHADOW_GOES -> {
                shadow.close();
                awaitSubmitted(random.nextInt(300));
                startShadow();
                yield proxy;
            }
        };
    }

    private void awaitSubmitted(int more) {
        int until = submitted.get() + more;
        await().atMost(ProxyProcess.TIME_LIMIT).until(() -> submitted.get() >= until);
    }

    @Test
    void everyJobIsSubmittedOnceAtMostAndNoneThatWasToldIsMissing() throws Exception {
        AttachedProcess proxy = attach();
        try {
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random own = new Random(random.nextLong());
                clients.add(Thread.ofVirtual().start(() -> submit(own)));
            }
            List<Fault> next = new ArrayList<>();
            do {
                if (next.isEmpty()) {
                    next.addAll(List.of(Fault.values()));
                    Collections.shuffle(next, random);
                }
                awaitSubmitted(20 + random.nextInt(200));
                proxy = fault(next.removeLast(), proxy);
            } while (!next.isEmpty() || submitted.get() < JOBS);
            enough = true;
            for (Thread client : clients) {
                client.join();
            }
            proxy.terminate();
            assertEquals(0, proxy.awaitEnd(), proxy::said);
        } finally {
            proxy.close();
        }
        Map<Integer, Long> there = jobsOfTheDaemon();
        String told = jobsByNumber.size() + " told of, " + lostToKills + " replies lost to kills, " + refused
                + " never sent, " + there.size() + " jobs; " + faults + ", seed " + SEED;
        System.out.println(told);
        assertEquals(List.of(), lostOtherwise, told);
        assertEquals(submitted.get(), jobsByNumber.size() + lostToKills.get() + refused.get() + givenUp.get(), told);
        jobsByNumber.forEach((number, job) -> assertEquals(job, there.get(number), "number " + number + ", " + told));
        CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", folder.resolve("state"));
        assertEquals(ExitCode.OK, verify.exitCode(), verify::out);
    }

    /** The daemon's own list: which job each number became. */
    private Map<Integer, Long> jobsOfTheDaemon() throws IOException {
        Map<Integer, Long> there = new HashMap<>();
        try (LuxiClient client = LuxiClient.connect(folder.resolve("d"), ProxyProcess.TIME_LIMIT)) {
            TreeSet<Long> ids = new TreeSet<>();
            result(client.call(Payload.of("{\"method\":\"Query\",\"args\":[\"job\",[\"id\"],null]}")))
                    .path("data")
                    .values()
                    .forEach(row -> ids.add(row.path(0).path(1).asLong()));
            List<Long> all = new ArrayList<>(ids);
            for (int i = 0; i < all.size(); i += AT_A_LOOK) {
                List<Long> some = all.subList(i, Math.min(all.size(), i + AT_A_LOOK));
                result(client.call(Payload.of("{\"method\":\"QueryJobs\",\"args\":[" + some + ",[\"id\",\"ops\"]]}")))
                        .values()
                        .forEach(row -> note(there, row));
            }
        }
        return there;
    }

    private static void note(Map<Integer, Long> there, JsonNode row) {
        String comment = row.path(1).path(0).path("comment").asString("");
        if (comment.startsWith("number ")) {
            int number = Integer.parseInt(comment.substring("number ".length()));
            Long before = there.put(number, row.path(0).asLong());
            assertEquals(null, before, "number " + number + " is there twice, seed " + SEED);
        }
    }
}
