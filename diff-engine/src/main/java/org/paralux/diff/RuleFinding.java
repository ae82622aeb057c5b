package org.paralux.diff;

import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * Something about a well-formed rule that somebody has to look at.
 *
 * @param line where the rule begins in its file
 * @param text what it is, in one line
 */
public record RuleFinding(String rule, int line, Sort sort, String text) {
    /** What is wrong. */
    public enum Sort {
        EXPIRED,
        OVER_BROAD,
        NOT_YET_APPROVED
    }

    static Stream<RuleFinding> of(Rule rule, LocalDate today) {
        Stream.Builder<RuleFinding> findings = Stream.builder();
        if (rule.isExpiredOn(today)) {
            findings.add(new RuleFinding(rule.id(), rule.line(), Sort.EXPIRED, "expired on " + rule.expires()));
        }
        if (rule.approved().isAfter(today)) {
            findings.add(new RuleFinding(
                    rule.id(), rule.line(), Sort.NOT_YET_APPROVED, "approved only on " + rule.approved()));
        }
        if (isOverBroad(rule)) {
            findings.add(new RuleFinding(
                    rule.id(),
                    rule.line(),
                    Sort.OVER_BROAD,
                    "matches too much: path " + rule.match().path().text() + " (expected: a path that names a field)"));
        }
        return findings.build();
    }

    /** A rule that hides must say what it hides: a path of its own, or a kind and a class. */
    private static boolean isOverBroad(Rule rule) {
        return switch (rule.effect()) {
            case Rule.Effect.Because _ -> false;
            case Rule.Effect.Ignore _, Rule.Effect.Tolerance _, Rule.Effect.Unordered _, Rule.Effect.Key _ ->
                endsInWildcard(rule.match().path());
        };
    }

    /** Whether the path ends in no name of a field: {@code **}, {@code result.**}, {@code result.data[*].*}. */
    private static boolean endsInWildcard(Glob path) {
        String text = path.text();
        return path.matchesAll() || text.endsWith("**") || text.endsWith(".*") || text.endsWith("[*]");
    }
}
