package org.paralux.qa.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;

class SampleClientTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final Set<SampleClient.Kind> SUBMITTING =
            EnumSet.of(SampleClient.Kind.WELL_BEHAVED, SampleClient.Kind.JOB_SUBMITTER, SampleClient.Kind.OPERATOR);

    private @TempDir Path folder;

    static Stream<Arguments> kindsAndStyles() {
        return Arrays.stream(SampleClient.Kind.values())
                .flatMap(kind -> Arrays.stream(DaemonStyle.values()).map(style -> Arguments.of(kind, style)));
    }

    @ParameterizedTest
    @MethodSource("kindsAndStyles")
    void playsForItsTimeAndLeavesAWholeDaemon(SampleClient.Kind kind, DaemonStyle style) throws Exception {
        try (EmbeddedDaemon daemon = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("s"), style))) {
            SampleClient.run(kind, daemon.socket(), SHORT, 7, PAUSE);
            boolean submits = SUBMITTING.contains(kind);
            assertEquals(!submits, daemon.world().jobs().all().isEmpty());
            assertTrue(daemon.world().jobs().all().stream()
                    .allMatch(job -> job.status().isFinal()));
            assertFalse(daemon.world().flags().drained());
        }
    }

    @Test
    void givesUpWhereNobodyListens() {
        assertThrows(
                IOException.class,
                () -> SampleClient.run(
                        SampleClient.Kind.MISDIRECTED,
                        folder.resolve("none"),
                        Duration.ofMinutes(1),
                        7,
                        Duration.ofMillis(1)));
    }

    @Test
    void kindsAreNamedAsOnACommandLine() {
        for (SampleClient.Kind kind : SampleClient.Kind.values()) {
            assertEquals(Optional.of(kind), SampleClient.Kind.fromWireName(kind.wireName()));
        }
        assertEquals("cron-like", SampleClient.Kind.CRON_LIKE.wireName());
        assertEquals(Optional.empty(), SampleClient.Kind.fromWireName("CRON_LIKE"));
    }
}
