package org.paralux.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was found against what was seeded, as text and as JSON. */
final class SeededTable {
    private static final List<String> TITLES = List.of("FLAW", "SEEDED IN", "FOUND AS", "AT", "TRIALS");
    private static final double MICROS_IN_A_SECOND = 1_000_000.0;

    private final SeededFindings findings;
    private final String seededLag;

    /** @param seededLag as it was given: {@code 100ms..1s} */
    SeededTable(SeededFindings findings, String seededLag) {
        this.findings = findings;
        this.seededLag = seededLag;
    }

    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        findings.byFlaw()
                .forEach((flaw, traces) -> rows.add(List.of(
                        flaw.word(),
                        String.join(", ", flaw.trace().classes()),
                        Objects.requireNonNullElse(traces.calledAs(), "not found"),
                        Objects.requireNonNullElse(traces.path(), "-"),
                        traces.found() + " of " + traces.trials())));
        rows.add(List.of("lag " + seededLag, "every change", lag(), "-", findings.count(Outcome.LAG) + ""));
        StringBuilder text = new StringBuilder("What was found against what was seeded into the shadow\n\n");
        int[] widths = IntStream.range(0, TITLES.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        rows.forEach(row -> text.append(line(row, widths)).append('\n'));
        text.append('\n').append("outcomes    ").append(outcomes()).append('\n');
        text.append("not seeded  ").append(notSeeded()).append('\n');
        return text.toString();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths[column] - row.get(column).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private String lag() {
        return findings.leastLagMicros() == null && findings.mostLagMicros() == null
                ? "not found"
                : "lag from " + seconds(findings.leastLagMicros()) + " to " + seconds(findings.mostLagMicros());
    }

    private static String seconds(@Nullable Long micros) {
        return micros == null ? "?" : "%.2f s".formatted(micros / MICROS_IN_A_SECOND);
    }

    private String outcomes() {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> findings.count(outcome) > 0)
                .map(outcome -> findings.count(outcome) + " " + outcome.word())
                .collect(Collectors.joining(", "));
    }

    private String notSeeded() {
        return findings.notSeeded().isEmpty()
                ? "nothing"
                : findings.notSeeded().entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** {@code {"outcomes": …, "lag": …, "seeded": [one a flaw], "notSeeded": …}}. */
    ObjectNode json() {
        ObjectNode json = LuxiJson.MAPPER.createObjectNode();
        ObjectNode outcomes = json.putObject("outcomes");
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome.word(), findings.count(outcome));
        }
        json.putObject("lag")
                .put("seeded", seededLag)
                .put("fromMicros", findings.leastLagMicros())
                .put("toMicros", findings.mostLagMicros());
        ArrayNode seeded = json.putArray("seeded");
        findings.byFlaw().forEach((flaw, traces) -> {
            ObjectNode one = seeded.addObject().put("flaw", flaw.word());
            ArrayNode classes = one.putArray("classes");
            flaw.trace().classes().forEach(classes::add);
            one.put("foundAs", traces.calledAs())
                    .put("path", traces.path())
                    .put("found", traces.found())
                    .put("trials", traces.trials());
        });
        ObjectNode notSeeded = json.putObject("notSeeded");
        findings.notSeeded().forEach(notSeeded::put);
        return json;
    }
}
