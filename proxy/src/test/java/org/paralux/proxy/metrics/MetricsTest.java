package org.paralux.proxy.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.AuditHead;
import org.paralux.audit.AuditStatus;
import org.paralux.audit.Outcome;
import org.paralux.proxy.health.Conditions;
import org.paralux.proxy.health.ShadowState;
import org.paralux.proxy.health.Vitals;
import org.paralux.proxy.identity.ClientKeys;
import org.paralux.proxy.live.ClientAdvisor;
import org.paralux.proxy.live.LiveEvents;
import org.paralux.proxy.live.LiveModel;
import org.paralux.proxy.measure.Spread;
import org.paralux.proxy.record.TrafficCounters;

class MetricsTest {
    private static final Pattern NAME = Pattern.compile("\\bparalux_[a-z_]+");
    private static final Path OPERATIONS = Path.of("..", "docs", "operations");

    private final LiveModel live = new LiveModel((_, _) -> {}, new ClientKeys(), ClientAdvisor.NONE);
    private final LiveEvents events = new LiveEvents(live);
    private final Map<String, Long> counts = new HashMap<>(new TrafficCounters().snapshot());
    private final Metrics metrics =
            new Metrics(live, this::vitals, new Conditions(Duration.ofMillis(10)), () -> LiveEvents.TIME);

    private Vitals vitals() {
        return new Vitals(
                LiveEvents.TIME,
                true,
                ShadowState.ASKED,
                new AuditStatus(new AuditHead(LiveEvents.TIME, 7, "0".repeat(64)), 0, 0, null),
                null,
                1,
                2,
                counts,
                new Spread().view(),
                new Spread().view(),
                null);
    }

    private static Set<String> namesIn(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> lines(String name) {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus-alerts.yaml", "grafana-dashboard.json"})
    void everyMetricThatIsAskedForIsThere(String file) throws IOException {
        events.client("c1", "0 poller - -");
        events.query("c1", "QueryTags", Outcome.DIVERGENT);
        Set<String> asked = namesIn(Files.readString(OPERATIONS.resolve(file)));
        Set<String> told = namesIn(metrics.scrape());
        assertTrue(asked.size() >= 5, () -> "found only " + asked);
        assertEquals(
                Set.of(), asked.stream().filter(name -> !told.contains(name)).collect(Collectors.toSet()));
    }

    /** The rows of the table of metrics, as the registry tells them. */
    private static Map<String, String> described() throws IOException {
        return Pattern.compile("^\\| `(paralux_[a-z_]+)` \\| [^|]*\\| (.+) \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(OPERATIONS.resolve("README.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (a, _) -> a, TreeMap::new));
    }

    @Test
    void everyMetricSaysWhatItMeansInTheWordsOfTheDocumentation() throws IOException {
        events.client("c1", "0 poller - -");
        events.query("c1", "QueryTags", Outcome.DIVERGENT);
        Map<String, String> helps = Pattern.compile("^# HELP (\\S+) (.+)$", Pattern.MULTILINE)
                .matcher(metrics.scrape())
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2), (a, _) -> a, TreeMap::new));
        assertEquals(described(), helps);
    }

    @Test
    void namesThatOthersChooseAreBounded() {
        for (int i = 0; i < 300; i++) {
            events.client("c" + i, "0 program" + i + " - -");
            events.query("c" + i, "Query/r" + i, Outcome.MATCH);
        }
        metrics.scrape();
        for (int i = 200; i < 300; i++) {
            events.query("c" + i, "Query/r0", Outcome.MATCH);
        }
        counts.put("misdirected", 400L);
        List<String> clients = lines("paralux_client_misdirected_total");
        assertEquals(51, clients.size(), clients::toString);
        assertTrue(clients.stream().anyMatch(line -> line.contains("client=\"other\"")), clients::toString);
        List<String> classes = lines("paralux_class_outcomes_total");
        assertEquals(201, classes.size());
        assertTrue(
                classes.contains("paralux_class_outcomes_total{class=\"other\",outcome=\"match\"} 100.0"),
                classes::toString);
    }

    @Test
    void aNameCannotEndItsLabel() {
        events.client("c1", "0 a\"} 1\nparalux_serving 0 - -");
        events.query("c1", "QueryTags", Outcome.MATCH);
        assertEquals(
                List.of("paralux_serving 1.0"),
                metrics.scrape()
                        .lines()
                        .filter(line -> line.startsWith("paralux_serving "))
                        .toList());
    }

    @Test
    void everyCountIsTold() {
        counts.replaceAll((word, _) -> 1_000L + word.hashCode() % 1_000);
        String scrape = metrics.scrape();
        counts.forEach((word, count) ->
                assertTrue(scrape.contains(" " + (double) count + "\n"), () -> word + " " + count + " in\n" + scrape));
    }
}
