package org.paralux.proxy.rollout;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.paralux.luxi.QueryClass;

/**
 * The stage of every query class at one moment. Immutable.
 *
 * @param classes those that have one of their own, by name
 * @param others of all the rest
 * @param spared clients by key that are not refused, each until a time
 */
public record StageTable(Map<String, ClassStage> classes, ClassStage others, Map<String, Instant> spared) {
    public StageTable {
        classes = Map.copyOf(classes);
        spared = Map.copyOf(spared);
    }

    /** Every class in one stage. */
    public static StageTable all(ClassStage stage) {
        return new StageTable(Map.of(), stage, Map.of());
    }

    /** The same clients spared, and every class in one stage. */
    StageTable allIn(ClassStage stage) {
        return new StageTable(Map.of(), stage, spared);
    }

    public ClassStage of(String queryClass) {
        return classes.getOrDefault(queryClass, others);
    }

    ClassStage of(QueryClass queryClass) {
        // A map of nothing is not worth the name.
        return classes.isEmpty() ? others : of(queryClass.name());
    }

    StageTable with(String queryClass, ClassStage stage) {
        SortedMap<String, ClassStage> changed = new TreeMap<>(classes);
        changed.put(queryClass, stage);
        return new StageTable(changed, others, spared);
    }

    StageTable withOthers(ClassStage stage) {
        return new StageTable(classes, stage, spared);
    }

    StageTable sparing(String client, Instant until) {
        Map<String, Instant> more = new HashMap<>(spared);
        more.put(client, until);
        return new StageTable(classes, others, more);
    }

    /** Whether the shadow answers any request. */
    boolean isRouted() {
        return has(Stage.CANARY);
    }

    /** Whether queries of some class are answered without the primary. */
    public boolean isIndependent() {
        return has(Stage.SPLIT);
    }

    /** How far the class has come that has come furthest. */
    public ClassStage highest() {
        return Stream.concat(Stream.of(others), classes.values().stream())
                .max(Comparator.comparing(ClassStage::stage)
                        .thenComparingDouble(ClassStage::share)
                        .thenComparing(each -> !each.warnOnly()))
                .orElse(others);
    }

    /** Asked at each request, so that it makes nothing. */
    private boolean has(Stage atLeast) {
        if (others.stage().compareTo(atLeast) >= 0) {
            return true;
        }
        for (ClassStage each : classes.values()) {
            if (each.stage().compareTo(atLeast) >= 0) {
                return true;
            }
        }
        return false;
    }
}
