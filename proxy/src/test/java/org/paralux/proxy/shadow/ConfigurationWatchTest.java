package org.paralux.proxy.shadow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.paralux.proxy.shadow.TrialsFixture.QUERY;
import static org.paralux.proxy.shadow.TrialsFixture.reply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.audit.UndecidedCause;
import org.paralux.proxy.shadow.FakeShadow.Manner;

/** A write that did not pass here explains why the shadow was late, where the configuration file shows it. */
class ConfigurationWatchTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    static Stream<Arguments> files() {
        String far = "{\"serial_no\":7,\"x\":\"" + "y".repeat(10_000) + "\"}";
        return Stream.of(
                Arguments.of(
                        "{\"version\":3000000,\"nodes\":{\"a\":{\"serial_no\":3}},\"mtime\":1.5,\"serial_no\":126}",
                        126),
                Arguments.of("{\"nodes\":{\"serial_no\":3},\"serial_no\":5,\"mtime\":1.5}\n", 5),
                Arguments.of("{\"serial_no\": 4, \"nodes\": {\"a\": {\"serial_no\": 9}}}", 4),
                Arguments.of("{\"serial_no\": 4, \"tags\": [\"serial_no\", {\"serial_no\": 9}]}", 4),
                Arguments.of(
                        "{\"nodes\": {\"a\": {\"serial_no\": 9}}, \"serial_no\": 4, \"z\": {\"serial_no\": 9}}", 4),
                Arguments.of(far, 7),
                Arguments.of("{\"nodes\": {\"serial_no\": 9}}", -1),
                Arguments.of("[{\"serial_no\": 9}]", -1),
                Arguments.of("{\"nodes\":{\"serial_no\":9}", -1),
                Arguments.of("", -1));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSerialNumberIsThatOfTheWholeFile(String text, long serial) throws IOException {
        Path file = Files.writeString(folder.resolve("config.data"), text);
        assertEquals(serial < 0 ? OptionalLong.empty() : OptionalLong.of(serial), ConfigurationSerial.of(file));
    }

    private void write(TrialsFixture fixture, int serial) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), "{\"nodes\":{},\"serial_no\":" + serial + "}");
        // Tests are faster than some file systems' clocks.
        Files.setLastModifiedTime(next, FileTime.from(Instant.EPOCH.plusSeconds(serial)));
        Files.move(next, fixture.configuration, StandardCopyOption.REPLACE_EXISTING);
    }

    private AuditEvent.QueryOutcome afterWritesUnseen(int first, int second) throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow shadow = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)))) {
            write(fixture, first);
            fixture.watchConfiguration();
            write(fixture, second);
            fixture.watchConfiguration();
            fixture.offer(QUERY, reply(2));
            await().atMost(TIME_LIMIT).until(() -> shadow.requests() >= 1);
            shadow.setManner(Manner.reply(reply(2)));
            await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 1);
            return fixture.outcomes().getFirst();
        }
    }

    @Test
    void aShadowThatCatchesUpWithAWriteThatNobodySawPassLags() throws IOException {
        assertEquals(Outcome.LAG, afterWritesUnseen(1, 2).outcome());
    }

    @Test
    void aFileThatWasOnlyCopiedExplainsNothing() throws IOException {
        AuditEvent.QueryOutcome told = afterWritesUnseen(1, 1);
        assertEquals(UndecidedCause.FLAPPING, told.undecidedCause());
    }

    @Test
    void theFileOfAnotherClusterExplainsNothing() throws IOException {
        Files.writeString(folder.resolve("ssconf_cluster_name"), "another\n");
        assertEquals(UndecidedCause.FLAPPING, afterWritesUnseen(1, 2).undecidedCause());
    }
}
