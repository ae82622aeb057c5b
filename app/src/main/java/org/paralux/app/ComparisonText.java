package org.paralux.app;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparison;
import org.paralux.diff.Divergence;
import org.paralux.diff.DivergenceGroup;
import org.paralux.diff.RowMatching;
import org.paralux.luxi.Printable;

/** A comparison for a person: the verdict, the causes with their numbers, then the places. */
final class ComparisonText {
    private ComparisonText() {}

    static void print(Comparison comparison, PrintWriter out) {
        String problem = comparison.problem();
        out.println(comparison.verdict().word() + (problem == null ? "" : ": " + problem));
        comparison.rules().forEach((rule, times) -> out.println("  rule " + rule + " fired " + times + " times"));
        if (comparison.divergences().isEmpty()) {
            return;
        }
        RowMatching rows = comparison.rows();
        if (rows != null && rows != RowMatching.KEY) {
            out.println("  rows matched by " + word(rows) + ": nothing that names them was asked for");
        }
        for (DivergenceGroup group : comparison.groups()) {
            String field = group.field();
            out.println("  " + group.count() + " " + group.kind().word() + (field == null ? "" : " of " + shown(field))
                    + ": " + group.cause().word() + " (" + group.cause().meaning() + ")");
        }
        for (Divergence each : comparison.divergences()) {
            out.println();
            String path = each.path().isEmpty() ? "the whole reply" : shown(each.path());
            out.println(path + ": " + each.kind().word() + ", " + each.cause().word());
            out.println("  primary  " + value(each.primary()));
            out.println("  shadow   " + value(each.shadow()));
        }
        long more = comparison.divergenceCount() - comparison.divergences().size();
        if (more > 0) {
            out.println();
            out.println("and " + more + " more");
        }
    }

    static String word(RowMatching matching) {
        return matching.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String value(@Nullable String text) {
        return text == null ? "nothing" : shown(text);
    }

    private static String shown(String text) {
        return Printable.of(text);
    }
}
