package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Sign;
import org.paralux.qa.simulate.flaw.Trace;
import tools.jackson.databind.JsonNode;

/** What the demo finds is what it seeded. */
class DemoTest {
    private static final int SECONDS = 8;

    @Test
    void theTableOfWhatWasFoundAgainstWhatWasSeededIsRight(@TempDir Path folder) throws Exception {
        CommandRun demo = CommandRun.ofItsOwn(folder, "demo", "--seconds", SECONDS, "--json", "--reports", folder);
        assertEquals(ExitCode.OK, demo.exitCode(), demo::err);
        JsonNode json = LuxiJson.MAPPER.readTree(demo.out());
        for (String report : List.of("clients", "consistency", "readiness")) {
            Path page = folder.resolve(report + ".html");
            assertTrue(Files.readString(page).stripLeading().startsWith("<!doctype html>"), report);
            assertTrue(demo.err().contains(page.toUri().toString()), demo::err);
            assertTrue(json.path("reports").toString().contains(page.toString()), json::toString);
        }
        JsonNode shadow = json.path("shadow");
        assertEquals(4, shadow.path("seeded").size(), shadow::toString);
        for (JsonNode row : shadow.path("seeded")) {
            Trace trace =
                    Flaw.withWord(row.path("flaw").asString()).orElseThrow().trace();
            String foundAs = row.path("foundAs").asString();
            long found = row.path("found").asLong();
            assertTrue(found > 0 && found <= row.path("trials").asLong(), row::toString);
            assertTrue(
                    foundAs.startsWith(trace.verdict().word())
                            || trace.signs().stream().map(Sign::words).anyMatch(foundAs::equals),
                    row::toString);
        }
        assertEquals(0, shadow.path("notSeeded").size(), shadow::toString);
        JsonNode outcomes = shadow.path("outcomes");
        assertEquals(0, outcomes.path("shadow-failed").asLong(), shadow::toString);
        assertTrue(outcomes.path("match").asLong() > 0, shadow::toString);
        assertTrue(outcomes.path("lag").asLong() > 0, shadow::toString);
        assertTrue(shadow.path("lag").path("toMicros").asLong() < 6_000_000, shadow::toString);
    }
}
