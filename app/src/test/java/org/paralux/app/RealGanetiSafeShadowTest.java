package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;

/** A second luxid of a release that runs jobs sees what the live one changes, and touches nothing that is live. */
@OnRealGaneti
class RealGanetiSafeShadowTest {
    private static final Path LUXID = Path.of("/usr/sbin/ganeti-luxid");
    private static final Path QUEUE_SERIAL = Path.of("/var/lib/ganeti/queue/serial");
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    private static final String TAG = "paralux-safe-shadow";

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        // A short name, whose socket fits into what the kernel takes.
        folder = Files.createTempDirectory(Path.of("/run"), "pxs");
    }

    @AfterEach
    void stop() throws IOException {
        CommandRun.of("shadow", "stop", "--folder", folder);
        Files.deleteIfExists(folder);
    }

    private static JsonNode ask(Path socket, String request) throws IOException {
        try (LuxiClient client = LuxiClient.connect(socket, TIME_LIMIT)) {
            return LuxiJson.MAPPER
                    .readTree(client.call(Payload.of(request)).toByteArray())
                    .path("result");
        }
    }

    private static JsonNode tags(Path socket) throws IOException {
        return ask(socket, "{\"method\": \"QueryTags\", \"args\": [\"cluster\", \"\"]}");
    }

    private static boolean isTagged(Path socket) throws IOException {
        return tags(socket).values().stream().anyMatch(tag -> tag.asString().equals(TAG));
    }

    private void tag(String how) throws IOException, InterruptedException {
        Process gnt = new ProcessBuilder("gnt-cluster", how, TAG)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(gnt.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS), how);
        assertEquals(0, gnt.exitValue(), how);
    }

    private static long jobsEver() throws IOException {
        return Long.parseLong(Files.readString(QUEUE_SERIAL).strip());
    }

    @Test
    void theLiveQueueSocketAndConfigurationAreUntouchedWhileJobsRun() throws Exception {
        Path live = RealGaneti.socket();
        Object socketBefore = Files.getAttribute(live, "unix:ino");
        CommandRun start = CommandRun.of("shadow", "start", "--luxid", LUXID, "--folder", folder);
        assertEquals(ExitCode.OK, start.exitCode(), () -> start.out() + start.err());
        Path shadow = folder.resolve("run/socket/ganeti-query");
        long jobsBefore = jobsEver();
        try {
            tag("add-tags");
            await("the shadow sees it").atMost(TIME_LIMIT).until(() -> isTagged(shadow));
        } finally {
            tag("remove-tags");
        }
        await("and that it went").atMost(TIME_LIMIT).until(() -> !isTagged(shadow));

        assertEquals(jobsBefore + 2, jobsEver(), "each job once");
        JsonNode jobs = ask(shadow, "{\"method\": \"Query\", \"args\": [\"job\", [\"id\"], null]}")
                .path("data");
        assertEquals(0, jobs.size(), jobs::toString);
        assertEquals(socketBefore, Files.getAttribute(live, "unix:ino"));
        assertFalse(Files.readString(MOUNTS).contains(folder.toString()), "what it has mounted is seen by it alone");

        CommandRun again = CommandRun.of("shadow", "start", "--luxid", LUXID, "--folder", folder);
        assertEquals(ExitCode.FAILED, again.exitCode(), again::out);
        assertTrue(again.err().contains("a shadow runs already"), again::err);
        CommandRun doctor = CommandRun.of("doctor", "--socket", live, "--shadow", shadow);
        assertTrue(doctor.out().contains("it holds no unfinished job"), doctor::out);

        CommandRun stop = CommandRun.of("shadow", "stop", "--folder", folder);
        assertEquals(ExitCode.OK, stop.exitCode(), stop::err);
        assertFalse(Files.exists(shadow));
        assertEquals(socketBefore, Files.getAttribute(live, "unix:ino"));
        assertFalse(tags(live).isMissingNode());
    }
}
