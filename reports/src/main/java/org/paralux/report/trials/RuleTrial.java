package org.paralux.report.trials;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.StoredEvidence;
import org.paralux.diff.Comparison;
import org.paralux.diff.Divergence;
import org.paralux.diff.Place;
import org.paralux.diff.Rule;
import org.paralux.diff.Rules;
import org.paralux.diff.Verdict;

/**
 * What rules would have hidden in stored evidence, had they held: each of them alone, beside those shipped, and all
 * together.
 *
 * <p>Not thread-safe.
 */
public final class RuleTrial {
    private final EvidenceComparer shipped;
    private final EvidenceComparer all;
    private final List<Tried> tried = new ArrayList<>();
    private long evidence;
    private long divergent;
    private long cleared;

    public RuleTrial(Rules rules, ZoneId zone, ReleaseHistory releases) {
        shipped = new EvidenceComparer(Rules.shipped(), zone, releases);
        all = new EvidenceComparer(rules, zone, releases);
        for (Rule rule : rules.own().all()) {
            tried.add(new Tried(rule, new EvidenceComparer(Rules.withOnly(rule), zone, releases)));
        }
    }

    /** One rule, and what it did. */
    public static final class Tried {
        private static final int MAX_SORTS = 1000;

        private final Rule rule;
        private final EvidenceComparer comparer;
        private final Map<String, Long> hidden = new TreeMap<>();
        private long fired;
        private long trials;
        private long clearedTrials;
        private String example = "";

        private Tried(Rule rule, EvidenceComparer comparer) {
            this.rule = rule;
            this.comparer = comparer;
        }

        private void add(StoredEvidence stored, Comparison without) {
            Comparison with = comparer.first(stored.evidence());
            long times = with.rules().getOrDefault(rule.id(), 0L);
            if (times == 0) {
                return;
            }
            fired += times;
            trials++;
            clearedTrials += with.verdict() == Verdict.EQUIVALENT ? 1 : 0;
            example = example.isEmpty() ? stored.id() : example;
            Set<Place> left = new HashSet<>();
            with.divergences().forEach(divergence -> left.add(divergence.place()));
            for (Divergence divergence : without.divergences()) {
                if (!left.contains(divergence.place()) && hidden.size() < MAX_SORTS) {
                    hidden.merge(sort(stored.evidence(), divergence), 1L, Long::sum);
                }
            }
        }

        /** The rows of a table and the objects of a list are not told apart. */
        private static String sort(Evidence evidence, Divergence divergence) {
            String path = divergence.path().replaceAll("\\[[^\\]]*\\]", "[*]");
            return evidence.queryClass() + " " + path + ": " + divergence.kind().word() + ", "
                    + divergence.cause().word();
        }

        public Rule rule() {
            return rule;
        }

        /** How often it fired. */
        public long fired() {
            return fired;
        }

        /** In how many trials. */
        public long trials() {
            return trials;
        }

        /** How many trials would have been equivalent. */
        public long cleared() {
            return clearedTrials;
        }

        /** How many places it would have hidden, by class, place, kind and cause. */
        public Map<String, Long> hidden() {
            return new LinkedHashMap<>(hidden);
        }

        /** Id of evidence in which it fired; empty where there is none. */
        public String example() {
            return example;
        }
    }

    public void add(StoredEvidence stored) {
        evidence++;
        Comparison without = shipped.first(stored.evidence());
        if (without.verdict() != Verdict.DIVERGENT) {
            return;
        }
        divergent++;
        cleared += all.first(stored.evidence()).verdict() == Verdict.EQUIVALENT ? 1 : 0;
        for (Tried each : tried) {
            each.add(stored, without);
        }
    }

    public List<Tried> rules() {
        return List.copyOf(tried);
    }

    public long evidence() {
        return evidence;
    }

    /** How many trials are divergent by the shipped rules alone. */
    public long divergent() {
        return divergent;
    }

    /** How many of these are equivalent by all rules together. */
    public long cleared() {
        return cleared;
    }
}
