package org.paralux.report.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.StageChanged;

/** Which query classes the shadow answers, by the last change of each that the log tells of. Not thread-safe. */
public final class MovedClasses {
    /** The stages in which the shadow answers: all of a class, or a share. */
    private static final Set<String> MOVED = Set.of("canary", "split", "enforce");

    private static final int NAMED = 3;

    private final SortedMap<String, String> stages = new TreeMap<>();
    private @Nullable String others;

    /**
     * A class that the shadow answers.
     *
     * @param queryClass null for every class that has no stage of its own
     * @param stage as {@code rollout status} prints it
     */
    public record Row(@Nullable String queryClass, String stage) {
        private String told() {
            return (queryClass == null ? "every other class" : queryClass) + " (" + stage + ")";
        }
    }

    /** Takes the next change. */
    public void accept(StageChanged change) {
        boolean moved = MOVED.contains(change.to().split(" ", 2)[0]);
        String queryClass = change.queryClass();
        if (queryClass == null) {
            others = moved ? change.to() : null;
        } else if (moved) {
            stages.put(queryClass, change.to());
        } else {
            stages.remove(queryClass);
        }
    }

    /** By name, the others last. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        stages.forEach((queryClass, stage) -> rows.add(new Row(queryClass, stage)));
        if (others != null) {
            rows.add(new Row(null, others));
        }
        return rows;
    }

    /** The classes in words: {@code Query/node (canary 10%), Query/group (split) and 2 more}. */
    public static String told(List<Row> rows) {
        List<String> named = rows.stream().limit(NAMED).map(Row::told).toList();
        return String.join(", ", named) + (rows.size() > NAMED ? " and " + (rows.size() - NAMED) + " more" : "");
    }
}
