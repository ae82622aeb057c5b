package org.paralux.report.log;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.report.text.Words;

/** How reports say what they are about and what is wrong with the log. */
public final class LogWords {
    private static final int SHOWN = 3;

    private LogWords() {}

    /** Cluster, time and filters in one line. */
    public static String scope(Selection selection, LogHealth health, ZoneId zone) {
        List<String> parts = new ArrayList<>();
        parts.add(health.clusters().isEmpty() ? "a cluster without a name" : String.join(", ", health.clusters()));
        if (selection.cluster() != null) {
            parts.set(0, selection.cluster());
        }
        Instant first = later(health.first(), selection.range().since());
        Instant last = earlier(health.last(), selection.range().until());
        if (first != null && last != null) {
            parts.add(Words.minute(first, zone) + " to " + Words.minute(last, zone));
        }
        parts.add(Words.count(health.records(), "record", "records"));
        if (selection.queryClass() != null) {
            parts.add("class " + selection.queryClass() + " only");
        }
        if (selection.client() != null) {
            parts.add("clients with '" + selection.client() + "' only");
        }
        return String.join(", ", parts);
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        return a == null || b == null ? (a == null ? b : a) : a.isAfter(b) ? a : b;
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null || b == null ? (a == null ? b : a) : a.isBefore(b) ? a : b;
    }

    /** What is wrong with the log, a sentence each. */
    public static List<String> warnings(LogHealth health) {
        List<String> warnings = new ArrayList<>();
        if (health.damaged() > 0) {
            warnings.add("The log is damaged in " + Words.count(health.damaged(), "place", "places")
                    + "; what is there can be read, and numbers may be too small. First: "
                    + String.join("; ", health.damages().stream().limit(SHOWN).toList()) + ".");
        }
        if (health.lost() > 0) {
            warnings.add(Words.count(health.lost(), "record was", "records were") + " lost when written: "
                    + String.join("; ", health.losses().stream().limit(SHOWN).toList()) + ".");
        }
        if (health.ahead() > 0) {
            warnings.add(Words.count(health.ahead(), "record has", "records have")
                    + " a time in the future: a clock was wrong, here or there.");
        }
        if (health.setBack() > 0) {
            warnings.add("The clock went backwards " + Words.count(health.setBack(), "time", "times") + ", by "
                    + Words.span(health.largestStep()) + " at most; what is said over time may be out of order.");
        }
        return warnings;
    }
}
