package org.paralux.report.readiness;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The evidence of one epoch, by class. Not thread-safe. */
final class EpochEvidence {
    private static final int CLASSES = 200;

    private final String id;
    private final Instant since;
    private final List<String> builds;
    private final Map<String, ClassEvidence> classes = new HashMap<>();

    EpochEvidence(String id, Instant since, Map<String, String> builds) {
        this.id = id;
        this.since = since;
        this.builds = new TreeMap<>(builds)
                .entrySet().stream()
                        .map(build -> build.getKey() + " " + build.getValue())
                        .toList();
    }

    /** The evidence on a class; of classes beyond the bound, together. */
    ClassEvidence of(String queryClass, Standard standard) {
        ClassEvidence evidence = classes.get(queryClass);
        if (evidence == null) {
            evidence = classes.computeIfAbsent(
                    classes.size() < CLASSES ? queryClass : "other",
                    each -> new ClassEvidence(standard.acceptable(), standard.lagLimit()));
        }
        return evidence;
    }

    Map<String, ClassEvidence> classes() {
        return classes;
    }

    String id() {
        return id;
    }

    Instant since() {
        return since;
    }

    List<String> builds() {
        return builds;
    }
}
