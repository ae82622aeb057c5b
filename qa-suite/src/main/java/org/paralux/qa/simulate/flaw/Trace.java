package org.paralux.qa.simulate.flaw;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Cause;
import org.paralux.diff.DivergenceKind;
import org.paralux.diff.Verdict;

/**
 * By what a flaw is found.
 *
 * @param classes the classes of the queries that can show it; one that ends with {@code *} stands for all that begin so
 * @param fields the fields in which it shows; empty where it is rows or the whole reply that are wrong
 * @param verdict what one look at a query that shows it comes to
 * @param signs how its divergences are called; empty where any may come of it, and where the verdict has none
 */
public record Trace(List<String> classes, Set<String> fields, Verdict verdict, List<Sign> signs) {
    public Trace {
        classes = List.copyOf(classes);
        fields = Set.copyOf(fields);
        signs = List.copyOf(signs);
        if (verdict != Verdict.DIVERGENT && !signs.isEmpty()) {
            throw new IllegalArgumentException("signs: " + signs + " (expected: none where nothing diverges)");
        }
    }

    public static Trace in(String... classes) {
        return new Trace(List.of(classes), Set.of(), Verdict.DIVERGENT, List.of());
    }

    Trace fields(String... names) {
        return new Trace(classes, Set.of(names), verdict, signs);
    }

    Trace as(DivergenceKind kind, Cause cause) {
        List<Sign> more = new ArrayList<>(signs);
        more.add(new Sign(kind, cause));
        return new Trace(classes, fields, verdict, more);
    }

    Trace as(Verdict other) {
        return new Trace(classes, fields, other, signs);
    }

    /** Whether a query of that class can show it. */
    public boolean isSeenBy(String queryClass) {
        return classes.stream()
                .anyMatch(each -> each.endsWith("*")
                        ? queryClass.startsWith(each.substring(0, each.length() - 1))
                        : queryClass.equals(each));
    }

    /** Whether a divergence in an answer to such a query is one that it makes. */
    public boolean explains(String queryClass, @Nullable String field, DivergenceKind kind, Cause cause) {
        boolean called = signs.isEmpty() || signs.contains(new Sign(kind, cause));
        boolean there = fields.isEmpty() || (field != null && fields.contains(field));
        return verdict == Verdict.DIVERGENT && isSeenBy(queryClass) && called && there;
    }
}
