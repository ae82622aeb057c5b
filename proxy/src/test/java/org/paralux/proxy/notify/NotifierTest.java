package org.paralux.proxy.notify;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.health.Condition;
import org.paralux.proxy.health.Undo;
import tools.jackson.databind.JsonNode;

class NotifierTest {
    private static final Instant SINCE = Instant.parse("2026-11-25T03:00:00Z");
    private static final Duration QUIET = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Duration> RETRIES = List.of(Duration.ofMillis(5), Duration.ofMillis(5));

    @TempDir
    Path folder;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private long nanos = Long.MAX_VALUE - 1;
    private Notifier notifier = notifier(arrived::add);

    private Notifier notifier(NoticeChannel... channels) {
        Notifier made =
                new Notifier(new NotifySettings(List.of(channels), QUIET, true), "meadow", RETRIES, () -> nanos);
        made.start();
        return made;
    }

    private void replace(NoticeChannel... channels) {
        notifier.close();
        notifier = notifier(channels);
    }

    @AfterEach
    void close() {
        notifier.close();
    }

    private static Notice page(String event) {
        return new Notice(event, "", true, SINCE, "It happened.", "paralux status", "kill -TERM 7", false);
    }

    private static Notice news(String about) {
        return new Notice("new-cause", about, false, SINCE, "It differs.", "paralux explain", "kill -TERM 7", true);
    }

    private void awaitArrived(int count) {
        await().atMost(PATIENCE).until(() -> arrived.size() == count);
    }

    @Test
    void aNoticeAnswersTheSixQuestions() {
        notifier.tell(page("path-refuses"));
        awaitArrived(1);
        JsonNode json = LuxiJson.MAPPER.readTree(arrived.getFirst());
        assertTrue(json.path("clientsAffected").booleanValue());
        assertEquals(SINCE.toString(), json.path("since").asString());
        assertEquals("It happened.", json.path("sentence").asString());
        assertEquals("paralux status", json.path("firstCommand").asString());
        assertEquals("kill -TERM 7", json.path("undoCommand").asString());
        assertFalse(json.path("canWait").booleanValue());
        assertEquals(
                "Paralux on meadow: It happened. Clients affected: yes. Since 2026-11-25T03:00:00Z. Run first: paralux"
                        + " status. Undo: kill -TERM 7. Can wait until morning: no.",
                json.path("text").asString());
    }

    @Test
    void theSameIsToldOnceInAQuietPeriod() {
        assertTrue(notifier.tell(page("disk-floor")));
        assertFalse(notifier.tell(page("disk-floor")));
        assertTrue(notifier.tell(page("path-refuses")));
        nanos += QUIET.toNanos() - 1;
        assertFalse(notifier.tell(page("disk-floor")));
        nanos += 1;
        assertTrue(notifier.tell(page("disk-floor")));
        awaitArrived(3);
    }

    @Test
    void newsIsBoundedAndNeverHoldsAPageBack() {
        for (int i = 0; i < 5_000; i++) {
            notifier.tell(news("cause-" + i));
        }
        assertTrue(notifier.tell(page("disk-floor")));
        awaitArrived(NoticeGate.NEWS + 1);
        long untold = arrived.stream()
                .mapToLong(json -> LuxiJson.MAPPER.readTree(json).path("untold").asLong())
                .sum();
        assertEquals(5_000 - NoticeGate.NEWS, untold);
    }

    /** A channel that hangs holds up neither who tells nor another channel, and what is urgent overtakes. */
    @Test
    void aChannelThatHangsHoldsUpNobody() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<String> late = new CopyOnWriteArrayList<>();
        replace(arrived::add, json -> {
            begun.countDown();
            release.await();
            late.add(LuxiJson.MAPPER.readTree(json).path("event").asString());
        });
        notifier.tell(news("first"));
        begun.await();
        notifier.tell(news("second"));
        notifier.tell(page("path-refuses"));
        awaitArrived(3);
        release.countDown();
        await().atMost(PATIENCE).until(() -> late.size() == 3);
        assertEquals(List.of("new-cause", "path-refuses", "new-cause"), late);
    }

    @Test
    void whatFailsIsTriedAgainAndThenLost() {
        AtomicInteger attempts = new AtomicInteger();
        replace(json -> {
            if (attempts.incrementAndGet() != 3) {
                throw new IOException("not now");
            }
        });
        notifier.tell(page("disk-floor"));
        await().atMost(PATIENCE).until(() -> notifier.sent() == 1);
        notifier.tell(page("path-refuses"));
        await().atMost(PATIENCE).until(() -> notifier.lost() == 1);
        assertEquals(6, attempts.get());
    }

    @Test
    void aWebhookGetsTheNoticeOncePosted() throws IOException {
        AtomicInteger status = new AtomicInteger(500);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            arrived.add(exchange.getRequestMethod() + " " + body);
            exchange.sendResponseHeaders(status.getAndSet(204), -1);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            replace(new WebhookChannel(url, PATIENCE));
            notifier.tell(page("disk-floor"));
            await().atMost(PATIENCE).until(() -> notifier.sent() == 1);
            assertEquals(2, arrived.size());
            assertEquals(arrived.get(0), arrived.get(1));
            assertTrue(arrived.getFirst().startsWith("POST {\"version\":1,"), arrived::toString);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aCommandReadsTheNoticeFromItsInput() throws IOException {
        Path told = folder.resolve("told");
        Path program = script("cat > '" + told + "'");
        replace(new CommandChannel(program, PATIENCE));
        notifier.tell(page("disk-floor"));
        await().atMost(PATIENCE).until(() -> notifier.sent() == 1);
        assertEquals(
                "disk-floor",
                LuxiJson.MAPPER.readTree(Files.readString(told)).path("event").asString());
    }

    @Test
    void aCommandThatFailsOrHangsDidNotArrive() throws IOException {
        replace(
                new CommandChannel(script("exit 3"), PATIENCE),
                new CommandChannel(script("sleep 600"), Duration.ofMillis(50)),
                new CommandChannel(folder.resolve("missing"), PATIENCE));
        notifier.tell(page("disk-floor"));
        await().atMost(PATIENCE).until(() -> notifier.lost() == 3);
    }

    private Path script(String line) throws IOException {
        Path program = Files.createTempFile(
                folder,
                "notify",
                ".sh",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(program, "#!/bin/sh\n" + line + "\n");
    }

    @Test
    void aConditionIsToldOnceHoweverLongItLasts() {
        Notices notices = new Notices(notifier, folder, new Undo("kill -TERM 7", ""));
        for (int second = 0; second < 10; second++) {
            notices.holds(Condition.PATH_REFUSES, SINCE);
            nanos += QUIET.toNanos();
        }
        notices.holds(Condition.PATH_REFUSES, SINCE.plusSeconds(900));
        awaitArrived(2);
    }
}
