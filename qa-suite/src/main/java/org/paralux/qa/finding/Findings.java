package org.paralux.qa.finding;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.paralux.qa.arbiter.Rulings;
import org.paralux.qa.catalogue.Case;

/** All findings of a run, each under what it is called. Thread-safe. */
public final class Findings {
    private static final int MOST_ROWS = 50;

    private final SortedMap<FindingKey, Finding> byKey = new TreeMap<>();
    private final Consumer<Finding> keeper;

    /** @param keeper is given each finding when it is new, and again when it was shrunk; from the finder's thread */
    public Findings(Consumer<Finding> keeper) {
        this.keeper = keeper;
    }

    /** What a case is known to show for certain. */
    public synchronized void add(Case origin, List<Symptom> symptoms, Finding.Steadiness steadiness) {
        for (Symptom symptom : symptoms) {
            Finding now = byKey.merge(
                    symptom.key(),
                    new Finding(
                            symptom.key(),
                            symptom.queryClass() == null
                                    ? new TreeSet<>()
                                    : new TreeSet<>(List.of(symptom.queryClass())),
                            1,
                            symptom.rows(),
                            symptom,
                            origin,
                            null,
                            0,
                            steadiness,
                            Rulings.NONE),
                    Findings::together);
            if (now.cases() == 1) {
                keeper.accept(now);
            }
        }
    }

    private static Finding together(Finding one, Finding other) {
        TreeSet<String> classes = new TreeSet<>(one.classes());
        classes.addAll(other.classes());
        return new Finding(
                one.key(),
                classes,
                one.cases() + other.cases(),
                Stream.concat(one.rows().stream(), other.rows().stream())
                        .distinct()
                        .limit(MOST_ROWS)
                        .toList(),
                one.symptom(),
                one.origin(),
                one.shortest(),
                one.probes(),
                one.steadiness(),
                one.rulings());
    }

    public synchronized boolean has(FindingKey key) {
        return byKey.containsKey(key);
    }

    public synchronized int size() {
        return byKey.size();
    }

    public synchronized void replace(Finding shrunk) {
        byKey.put(shrunk.key(), shrunk);
        keeper.accept(shrunk);
    }

    /** In the order of what they are called. */
    public synchronized Collection<Finding> all() {
        return List.copyOf(byKey.values());
    }
}
