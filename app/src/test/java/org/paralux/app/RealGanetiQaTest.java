package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;

/** A real daemon has nothing against itself. */
@OnRealGaneti
class RealGanetiQaTest {
    private static final int MANY = 1000;

    @Test
    void aDaemonAgreesWithItself() {
        Path socket = RealGaneti.socket();
        CommandRun run = CommandRun.of(
                "qa",
                "--primary",
                socket,
                "--candidate",
                socket,
                "--rate",
                "800",
                "--cases",
                "20000",
                "--time-limit",
                "45s",
                "--json",
                "-");
        JsonNode report = LuxiJson.MAPPER.readTree(run.out());
        assertEquals(0, report.path("findings").size(), run::out);
        assertTrue(report.path("cases").path("tried").asInt() >= MANY, run::out);
        assertEquals(0, run.exitCode() & ExitCode.FINDINGS, run::err);
    }
}
