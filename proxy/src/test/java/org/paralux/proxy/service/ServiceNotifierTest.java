package org.paralux.proxy.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service manager that listens is told what it wants to know, and nothing else; one that does not is no trouble. */
class ServiceNotifierTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final long PID = 4711;
    private static final String OFTEN = "60000";

    @TempDir
    private Path folder;

    private String path() {
        return folder.resolve("notify").toString();
    }

    private static ServiceNotifier notifier(Map<String, String> environment) {
        return ServiceNotifier.of(environment, PID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in a folder", "in no file system"})
    void theManagerIsToldInOrder(String where) {
        String name = where.equals("in a folder") ? path() : "@paralux-test-" + UUID.randomUUID();
        try (ManagerSocket manager = new ManagerSocket(name.replace('@', '\0'));
                ServiceNotifier service = notifier(Map.of("NOTIFY_SOCKET", name))) {
            service.started("starting", within -> true);
            service.status("serving /run/s");
            service.stopping();
            await().atMost(TIME_LIMIT)
                    .untilAsserted(() -> assertEquals(
                            List.of(
                                    "MAINPID=4711\nREADY=1\nSTATUS=starting",
                                    "STATUS=serving /run/s",
                                    "STOPPING=1\nSTATUS=lets its connections end"),
                            manager.told()));
        }
    }

    @Test
    void theWatchdogIsFedOnlyWhileTheProcessAnswers() {
        AtomicBoolean answers = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        try (ManagerSocket manager = new ManagerSocket(path());
                ServiceNotifier service = notifier(
                        Map.of("NOTIFY_SOCKET", path(), "WATCHDOG_USEC", OFTEN, "WATCHDOG_PID", String.valueOf(PID)))) {
            service.started("", within -> {
                assertEquals(TimeUnit.MICROSECONDS.toNanos(20_000), within.toNanos());
                asked.incrementAndGet();
                return answers.get();
            });
            await().atMost(TIME_LIMIT).until(() -> manager.fed() >= 3);
            answers.set(false);
            int seen = asked.get() + 1;
            await().atMost(TIME_LIMIT).until(() -> asked.get() > seen);
            long before = manager.fed();
            int later = asked.get() + 5;
            await().atMost(TIME_LIMIT).until(() -> asked.get() > later);
            assertEquals(before, manager.fed());
            answers.set(true);
            await().atMost(TIME_LIMIT).until(() -> manager.fed() > before);
            service.stopping();
            long stopping = manager.fed();
            await().atMost(TIME_LIMIT).until(() -> manager.fed() > stopping);
        }
    }

    @Test
    void nothingIsToldOnceItIsClosed() {
        AtomicInteger asked = new AtomicInteger();
        try (ManagerSocket manager = new ManagerSocket(path())) {
            ServiceNotifier service = notifier(Map.of("NOTIFY_SOCKET", path(), "WATCHDOG_USEC", OFTEN));
            service.started("", within -> asked.incrementAndGet() > 0);
            await().atMost(TIME_LIMIT).until(() -> manager.fed() >= 1);
            service.close();
            service.stopping();
            service.status("late");
            try (ServiceNotifier other = notifier(Map.of("NOTIFY_SOCKET", path()))) {
                other.status("of another");
                await().atMost(TIME_LIMIT).until(() -> manager.told().contains("STATUS=of another"));
            }
            assertTrue(
                    manager.told().stream().noneMatch(line -> line.contains("late") || line.contains("STOPPING")),
                    manager.told()::toString);
        }
    }

    @Test
    void theWatchdogOfAnotherProcessIsNotFed() {
        try (ManagerSocket manager = new ManagerSocket(path());
                ServiceNotifier service =
                        notifier(Map.of("NOTIFY_SOCKET", path(), "WATCHDOG_USEC", "3", "WATCHDOG_PID", "1"))) {
            service.started("", within -> {
                throw new AssertionError("asked");
            });
            service.status("last");
            await().atMost(TIME_LIMIT).until(() -> manager.told().contains("STATUS=last"));
            assertEquals(0, manager.fed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative", "@", "/", "vsock:2:1", "/none/there"})
    void aManagerThatCannotBeToldIsNoTrouble(String socket) {
        try (ServiceNotifier service = notifier(Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "x"))) {
            service.started("", within -> true);
            service.stopping();
        }
        try (ServiceNotifier service = notifier(Map.of("NOTIFY_SOCKET", "/" + "n".repeat(200)))) {
            service.status("");
        }
        try (ServiceNotifier service = notifier(Map.of())) {
            service.status("");
        }
    }
}
