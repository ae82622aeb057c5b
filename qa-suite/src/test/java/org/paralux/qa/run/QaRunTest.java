package org.paralux.qa.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.qa.simulate.flaw.Flaw;

/** A run over two sockets: silent where nothing differs, and in order whatever happens to it. */
class QaRunTest {
    @TempDir
    private Path folder;

    /** Runs an action once, when so many cases are done. */
    private static Progress.Listener after(long cases, Action action) {
        AtomicBoolean done = new AtomicBoolean();
        return progress -> {
            if (progress.done() >= cases && done.compareAndSet(false, true)) {
                try {
                    action.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private interface Action {
        void run() throws IOException;
    }

    @Test
    void isSilentWhereNothingDiffers() throws Exception {
        try (TwoSockets sockets = new TwoSockets(folder)) {
            QaResult result = sockets.run(TwoSockets.FEW, new StopFlag(), _ -> {});
            assertEquals(List.of(), result.findings());
            assertEquals(result.tally().tried(), result.tally().of(CaseResult.MATCH));
            assertTrue(result.tally().tried() > 400);
            assertEquals(List.of(), result.events());
            assertNull(result.stopped());
        }
    }

    /** What hangs, cuts and floods costs a few time limits at most, and is found all the same. */
    @Test
    void findsWhatOnlyAConnectionShows() throws Exception {
        try (TwoSockets sockets = new TwoSockets(folder, Flaw.CLOSES_EARLY, Flaw.GARBAGE, Flaw.TRAILING_BYTES)) {
            QaResult result = sockets.run(TwoSockets.FEW, new StopFlag(), _ -> {});
            List<String> subjects = result.findings().stream()
                    .map(finding -> finding.key().subject())
                    .distinct()
                    .toList();
            assertEquals(List.of("QueryConfigValues", "network", "tags"), subjects);
        }
    }

    @Test
    void aStopEndsItWithWhatItHas() throws Exception {
        try (TwoSockets sockets = new TwoSockets(folder)) {
            StopFlag stop = new StopFlag();
            QaResult result = sockets.run(TwoSockets.FEW, stop, after(100, () -> stop.stop("enough")));
            assertEquals("enough", result.stopped());
            assertTrue(result.isIncomplete());
            assertTrue(result.tally().tried() >= 90, () -> "" + result.tally().tried());
            assertTrue(result.tally().of(CaseResult.NOT_TRIED) > 400);
        }
    }

    @Test
    void aTimeLimitEndsItAsWell() throws Exception {
        try (TwoSockets sockets = new TwoSockets(folder)) {
            QaOptions hasty = new QaOptions(
                    3, Long.MAX_VALUE, 0, 2, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ZERO);
            QaResult result = sockets.run(hasty, new StopFlag(), _ -> {});
            assertEquals("the time limit", result.stopped());
            assertTrue(result.tally().of(CaseResult.NOT_TRIED) > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDaemonThatComesBackIsWaitedFor(boolean primary) throws Exception {
        try (TwoSockets sockets = new TwoSockets(folder)) {
            QaResult result = sockets.run(TwoSockets.FEW, new StopFlag(), after(100, () -> {
                kill(sockets, primary);
                restartLater(sockets, primary);
            }));
            assertEquals(List.of(), result.findings());
            assertNull(result.stopped());
            assertEquals(1, result.events().size(), () -> result.events().toString());
            assertTrue(result.events().getFirst().startsWith(name(primary) + " went away and came back"));
            assertTrue(result.tally().tried() > 400);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDaemonThatStaysAwayEndsItAndIsNamed(boolean primary) throws Exception {
        try (TwoSockets sockets = new TwoSockets(folder)) {
            QaOptions impatient =
                    new QaOptions(3, 600, 0, 3, Duration.ofMinutes(5), Duration.ofMillis(300), Duration.ZERO);
            QaResult result = sockets.run(impatient, new StopFlag(), after(100, () -> kill(sockets, primary)));
            assertNotNull(result.stopped());
            assertTrue(result.stopped().startsWith(name(primary) + " went away"), result.stopped());
            assertEquals(List.of(), result.findings());
            assertTrue(result.tally().of(CaseResult.NOT_TRIED) > 0);
        }
    }

    private static String name(boolean primary) {
        return primary ? "the primary" : "the candidate";
    }

    private static void kill(TwoSockets sockets, boolean primary) throws IOException {
        if (primary) {
            sockets.killPrimary();
        } else {
            sockets.killCandidate();
        }
    }

    private static void restartLater(TwoSockets sockets, boolean primary) {
        CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS).execute(() -> {
            try {
                if (primary) {
                    sockets.restartPrimary();
                } else {
                    sockets.restartCandidate();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
