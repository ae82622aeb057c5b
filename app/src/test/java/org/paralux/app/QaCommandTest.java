package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import org.paralux.qa.simulate.World;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Flaws;
import tools.jackson.databind.JsonNode;

/** {@code paralux qa} over two sockets: its exit codes and its files. */
class QaCommandTest {
    @TempDir
    private Path folder;

    private World world;
    private EmbeddedDaemon primary;
    private EmbeddedDaemon candidate;

    @BeforeEach
    void start() throws IOException {
        world = World.of(null);
        primary = daemon("p", DaemonStyle.MASTERD);
        candidate = daemon("c", DaemonStyle.LUXID, Flaw.REFUSES_TAGS);
    }

    private EmbeddedDaemon daemon(String name, DaemonStyle style, Flaw... flaws) throws IOException {
        AnswerOptions answers = AnswerOptions.of(style).withStrictParity().withFlaws(Flaws.of(flaws));
        return EmbeddedDaemon.start(
                DaemonOptions.of(folder.resolve(name), style)
                        .withAnswers(answers)
                        .withBacklog(50),
                world);
    }

    @AfterEach
    void stop() throws IOException {
        primary.close();
        candidate.close();
        world.close();
    }

    private CommandRun qa(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "qa",
                "--primary",
                folder.resolve("p"),
                "--candidate",
                folder.resolve("c"),
                "--rate",
                "0",
                "--cases",
                "150"));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    @Test
    void aFindingIsTheExitCodeUntilItIsAcceptedAndAgainWhenThatHasExpired() throws IOException {
        Path json = folder.resolve("qa.json");
        CommandRun first =
                qa("--json", json, "--junit", folder.resolve("qa.xml"), "--corpus", folder.resolve("corpus"));
        assertEquals(ExitCode.FINDINGS, first.exitCode(), () -> first.out() + first.err());
        JsonNode report = LuxiJson.MAPPER.readTree(Files.readString(json));
        String finding = report.path("findings").path(0).path("finding").asString("");
        assertTrue(finding.startsWith("tags refused/"), finding);
        assertTrue(Files.readString(folder.resolve("qa.xml")).contains("<failure"));
        assertEquals(
                ExitCode.OK, qa("--baseline", baseline(finding, "2999-12-31")).exitCode());
        assertEquals(
                ExitCode.FINDINGS | ExitCode.STALE_RULE,
                qa("--baseline", baseline(finding, "2026-01-01")).exitCode());
        CommandRun again = qa("--corpus", folder.resolve("corpus"));
        assertTrue(again.out().contains("still failing"), again::out);
    }

    private Path baseline(String finding, String expires) throws IOException {
        return Files.writeString(folder.resolve("baseline.yaml"), """
                accepted:
                  - finding: %s
                    owner: me
                    reason: so
                    expires: %s
                """.formatted(finding, expires));
    }

    @Test
    void aRunWithoutTimeHasNotEnoughEvidence() {
        CommandRun run = qa("--time-limit", "1ms");
        assertEquals(ExitCode.NOT_ENOUGH_EVIDENCE, run.exitCode(), () -> run.out() + run.err());
    }

    @Test
    void aDaemonThatIsNotThereIsAFailure() throws IOException {
        candidate.close();
        CommandRun run = qa();
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertTrue(run.err().contains(folder.resolve("c") + ": no answer"), run::err);
    }
}
