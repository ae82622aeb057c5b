package org.paralux.report.consistency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.report.consistency.ConsistencyReport.GoneRow;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The divergences of an earlier report, to tell what is new and what is gone.
 *
 * @param groups what it has, each cause, class, path and kind once
 */
public record Baseline(List<GoneRow> groups) {
    public Baseline {
        groups = List.copyOf(groups);
    }

    /**
     * Reads the JSON of an earlier consistency report.
     *
     * @throws IllegalArgumentException saying what it is instead
     */
    public static Baseline read(String json) {
        JsonNode report;
        try {
            report = LuxiJson.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON (expected: a consistency report written by --format json)", e);
        }
        if (!report.path("report").asString("").equals("consistency")
                || report.path("version").asInt(0) != ConsistencyJson.VERSION) {
            throw new IllegalArgumentException("another report (expected: a consistency report of version "
                    + ConsistencyJson.VERSION + ", written by --format json)");
        }
        List<GoneRow> groups = new ArrayList<>();
        for (JsonNode cause : report.path("causes").values()) {
            for (JsonNode path : cause.path("paths").values()) {
                groups.add(new GoneRow(
                        cause.path("cause").asString(""),
                        path.path("queryClass").asString(""),
                        path.path("path").asString(""),
                        path.path("kind").asString(""),
                        path.path("trials").asLong(0)));
            }
        }
        return new Baseline(groups);
    }

    /** What the earlier report knows, and what of it was met again. */
    static final class Comparison {
        private final @Nullable Baseline baseline;
        private final Set<PathTally.Key> known = new HashSet<>();
        private final Set<String> causes = new HashSet<>();

        Comparison(@Nullable Baseline baseline) {
            this.baseline = baseline;
            if (baseline != null) {
                baseline.groups().forEach(group -> {
                    known.add(key(group));
                    causes.add(group.cause());
                });
            }
        }

        private static PathTally.Key key(GoneRow group) {
            return new PathTally.Key(group.cause(), group.queryClass(), group.path(), group.kind());
        }

        Novelty of(PathTally.Key key) {
            return novelty(known.contains(key));
        }

        Novelty of(String cause) {
            return novelty(causes.contains(cause));
        }

        private Novelty novelty(boolean isKnown) {
            if (baseline == null) {
                return Novelty.UNKNOWN;
            }
            return isKnown ? Novelty.KNOWN : Novelty.NEW;
        }

        /** What the earlier report has and {@code now} has not. */
        List<GoneRow> gone(Set<PathTally.Key> now) {
            return baseline == null
                    ? List.of()
                    : baseline.groups().stream()
                            .filter(group -> !now.contains(key(group)))
                            .toList();
        }
    }
}
