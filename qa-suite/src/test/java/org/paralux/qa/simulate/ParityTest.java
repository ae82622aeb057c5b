package org.paralux.qa.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paralux.diff.Comparison;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;

/** How far the two styles of an embedded daemon agree, over all queries of the catalogue. */
class ParityTest {
    private static final int MANY = 1000;

    @Test
    void underStrictParityNothingDiffersButWhatTheWireMakesEquivalent() {
        TwoDaemons daemons = new TwoDaemons(AnswerOptions.of(DaemonStyle.LUXID).withStrictParity());
        List<Payload> catalogue = daemons.catalogue();
        assertTrue(catalogue.size() >= MANY, () -> catalogue.size() + " queries");
        int equalBytes = 0;
        for (Payload request : catalogue) {
            Comparison comparison = daemons.compare(request);
            assertEquals(
                    Verdict.MATCH,
                    comparison.verdict(),
                    () -> Probe.text(request) + ": " + comparison.divergences() + comparison.rules()
                            + comparison.problem());
            equalBytes += Objects.equals(
                            TwoDaemons.reply(daemons.primary, request), TwoDaemons.reply(daemons.shadow, request))
                    ? 1
                    : 0;
        }
        assertEquals(0, equalBytes, "the two styles write the same text");
    }

    /** One line for each way in which the two differ: {@code rows of the catalogue;class;verdict or kind/cause;field}. */
    @Test
    void withTheirOwnWaysTheyDifferAsRealDaemonsDo() throws IOException {
        TwoDaemons daemons = new TwoDaemons(AnswerOptions.of(DaemonStyle.LUXID));
        Set<String> found = new TreeSet<>();
        for (Payload request : daemons.catalogue()) {
            Comparison comparison = daemons.compare(request);
            String queryClass = TwoDaemons.queryClass(request);
            switch (comparison.verdict()) {
                case MATCH, EQUIVALENT -> {}
                case SHADOW_FAILED, REFUSED ->
                    found.add(queryClass + ";" + comparison.verdict().word());
                case DIVERGENT ->
                    comparison
                            .groups()
                            .forEach(group -> found.add("%s;%s/%s;%s"
                                    .formatted(
                                            queryClass,
                                            group.kind().word(),
                                            group.cause().word(),
                                            field(queryClass, group.field()))));
            }
        }
        String known = lines("style-differences.txt").stream()
                .map(line -> line.split(";", 2)[1])
                .sorted()
                .collect(Collectors.joining("\n"));
        assertEquals(known, String.join("\n", found));
    }

    /** All fields of a list of definitions are one case. */
    private static String field(String queryClass, @Nullable String field) {
        return queryClass.startsWith("QueryFields") ? "*" : Objects.requireNonNullElse(field, "");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(ParityTest.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
