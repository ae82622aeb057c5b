package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.audit.Outcome;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.Proxy;
import org.paralux.proxy.Surroundings;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import org.paralux.qa.simulate.World;
import org.paralux.qa.simulate.WorldWriter;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.model.ReloadLag;
import tools.jackson.databind.JsonNode;

/** The whole proxy between two embedded daemons, in real time: what it makes of lag alone, and of flaws alone. */
class EmbeddedSettlingTest {
    private static final long SEED = 7;
    private static final int WRITES = 25;
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(300);
    private static final Duration SETTLED = Duration.ofSeconds(75);
    private static final ReloadLag LAG = new ReloadLag(Duration.ofMillis(50), Duration.ofSeconds(3), SEED);

    /** Two clocks tell the time of one event. */
    private static final long CLOCKS_APART_MICROS = 5000;

    private static final Set<Flaw> FLAWS = EnumSet.of(
            Flaw.ENUM_SPELLING,
            Flaw.INVERTED_DRAIN_FLAG,
            Flaw.LOST_ROW,
            Flaw.MEMORY_OFF_BY_ONE,
            Flaw.REFUSES_TAGS,
            Flaw.SHORT_TUPLE,
            Flaw.TAGS_UNSORTED,
            Flaw.UNMERGED_DEFAULTS);

    /** What shows them. */
    private static final List<String> PROBES = List.of(
            "{\"method\":\"QueryClusterInfo\",\"args\":[]}",
            "{\"method\":\"QueryConfigValues\",\"args\":[[\"drain_flag\"]]}",
            "{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"role\"],null]}",
            "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\",\"be/maxmem\"],null]}",
            "{\"method\":\"QueryTags\",\"args\":[\"network\",\"frontnet\"]}",
            "{\"method\":\"Query\",\"args\":[\"network\",[\"name\",\"group_list\"],null]}",
            "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\",\"tags\"],null]}",
            "{\"method\":\"Query\",\"args\":[\"group\",[\"name\",\"diskparams\"],null]}");

    @TempDir
    private Path folder;

    /** Two daemons of one world and the proxy between them. */
    private final class Stage implements AutoCloseable {
        private final World world = World.of(null);
        private final EmbeddedDaemon primary;
        private final EmbeddedDaemon shadow;
        private final Proxy proxy;
        private final OtherClient client;

        Stage(ReloadLag lag, Flaws flaws) throws Exception {
            primary = start("primary", AnswerOptions.of(DaemonStyle.MASTERD));
            shadow = start(
                    "shadow",
                    AnswerOptions.of(DaemonStyle.LUXID).withReloadLag(lag).withFlaws(flaws));
            Map<Setting, String> flags = Map.of(
                    Setting.LISTEN, folder.resolve("listen").toString(),
                    Setting.PRIMARY, primary.socket().toString(),
                    Setting.SHADOW, shadow.socket().toString(),
                    Setting.STATE_DIR, folder.resolve("state").toString());
            proxy = new Proxy(ProxySettingsReader.read(Settings.of(Map.of(), flags), "test"), Surroundings.BARE);
            proxy.start();
            await().until(proxy::isServing);
            client = OtherClient.start(folder.resolve("listen"));
        }

        private EmbeddedDaemon start(String name, AnswerOptions answers) throws IOException {
            DaemonOptions options = DaemonOptions.of(folder.resolve(name), answers.style());
            return EmbeddedDaemon.start(options.withAnswers(answers.withStrictParity()), world);
        }

        void ask(String query) throws IOException {
            client.ask(query);
        }

        void awaitOutcomes(int queries) {
            await().atMost(SETTLED)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> records("outcome").size() == queries);
        }

        @Override
        public void close() throws IOException {
            client.close();
            try {
                proxy.stop("signal", Duration.ZERO);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            shadow.close();
            primary.close();
            world.close();
        }
    }

    private List<JsonNode> records(String event) throws IOException {
        return AuditText.of(folder.resolve("state"))
                .lines()
                .map(LuxiJson.MAPPER::readTree)
                .filter(record -> record.path("event").asString().equals(event))
                .toList();
    }

    private static String memoryOf(String instance) {
        return "{\"method\":\"QueryInstances\",\"args\":[[\"" + instance
                + "\"],[\"name\",\"serial_no\",\"be/maxmem\"],false]}";
    }

    @Test
    void lagAloneIsNeverDivergentAndItsIntervalsHoldTheTruth() throws Exception {
        List<WorldWriter.Write> writes = new ArrayList<>();
        try (Stage stage = new Stage(LAG, Flaws.NONE)) {
            WorldWriter writer = new WorldWriter(stage.world, SEED);
            for (int i = 0; i < WRITES; i++) {
                WorldWriter.Write write = writer.write(WorldWriter.Kind.MEMORY);
                writes.add(write);
                stage.ask(memoryOf(write.object()));
                await().pollDelay(BETWEEN_WRITES).until(() -> true);
            }
            stage.awaitOutcomes(WRITES);
        }
        assertEquals(List.of(), records("divergence"));
        List<JsonNode> asked = records("exchange");
        List<String> ids =
                asked.stream().map(exchange -> exchange.path("id").asString()).toList();
        int lags = 0;
        for (JsonNode outcome : records("outcome")) {
            String word = outcome.path("outcome").asString();
            assertTrue(Set.of("match", "lag", "moved").contains(word), outcome::toString);
            if (word.equals("lag")) {
                lags++;
                int number = ids.indexOf(outcome.path("exchange").asString());
                assertHoldsTheTruth(outcome, number, asked.get(number), writes);
            }
        }
        int seen = lags;
        assertTrue(seen > WRITES / 2, () -> seen + " of " + WRITES + " lagged");
    }

    /** The shadow sees a write with the first version from that of the write on whose own lag is over. */
    private static void assertHoldsTheTruth(
            JsonNode outcome, int number, JsonNode exchange, List<WorldWriter.Write> writes) {
        Instant seen = writes.subList(number, writes.size()).stream()
                .map(write -> write.at().plus(LAG.of(write.version())))
                .min(Instant::compareTo)
                .orElseThrow();
        Instant flushed = Instant.parse(exchange.path("time").asString());
        long truth = Duration.between(flushed, seen).toNanos() / 1000;
        long from = outcome.path("lagMicros").path(0).asLong();
        long to = outcome.path("lagMicros").path(1).asLong();
        assertTrue(
                from - CLOCKS_APART_MICROS <= truth && truth <= to + CLOCKS_APART_MICROS,
                () -> "seed " + SEED + ", write " + number + ": caught up after " + truth + " us, told " + outcome);
    }

    @Test
    void eachFlawIsFoundAsWhatItIsAndNothingElseIsFound() throws Exception {
        try (Stage stage = new Stage(ReloadLag.NONE, Flaws.of(FLAWS, SEED))) {
            for (String probe : PROBES) {
                stage.ask(probe);
            }
            stage.awaitOutcomes(PROBES.size());
        }
        SeededFindings findings = SeededFindings.read(folder.resolve("state"), FLAWS);
        findings.byFlaw().forEach((flaw, traces) -> assertTrue(traces.found() > 0, () -> flaw + " was not found"));
        assertEquals(Map.of(), findings.notSeeded());
        assertEquals(0, findings.count(Outcome.UNDECIDED));
        assertEquals(0, findings.count(Outcome.LAG));
    }
}
