package org.paralux.report.trials;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.paralux.audit.evidence.StoredEvidence;
import org.paralux.diff.Comparison;
import org.paralux.diff.Verdict;

/**
 * Which verdicts on stored evidence are others today.
 *
 * <p>Not thread-safe.
 */
public final class Recomparison {
    private final EvidenceComparer comparer;
    private final Map<Key, Tally> changes = new TreeMap<>();
    private long evidence;
    private long changed;
    private long otherCauses;

    public Recomparison(EvidenceComparer comparer) {
        this.comparer = comparer;
    }

    /**
     * Evidence of one class whose verdict changes in the same way.
     *
     * @param causes those that were told when it was recorded
     * @param tooEarly of {@code count}, how many only a rule clears that was not approved then: these stay what they are
     * @param example id of one of them
     */
    public record Change(
            String queryClass, String causes, String before, String after, long count, long tooEarly, String example) {}

    private record Key(String queryClass, String causes, String before, String after) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::queryClass)
                .thenComparing(Key::causes)
                .thenComparing(Key::before)
                .thenComparing(Key::after);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Tally {
        final String example;
        long count;
        long tooEarly;

        Tally(String example) {
            this.example = example;
        }
    }

    public void add(StoredEvidence stored) {
        evidence++;
        Comparison now = comparer.first(stored.evidence());
        String before = EvidenceComparer.verdictThen(stored.evidence());
        String after = now.verdict().word();
        String causesBefore =
                stored.evidence().causes().stream().sorted().distinct().collect(Collectors.joining(", "));
        if (before.equals(after)) {
            otherCauses += now.verdict() == Verdict.DIVERGENT && !causes(now).equals(causesBefore) ? 1 : 0;
            return;
        }
        changed++;
        Key key = new Key(stored.evidence().queryClass(), causesBefore, before, after);
        Tally tally = changes.computeIfAbsent(key, _ -> new Tally(stored.id()));
        tally.count++;
        if (now.verdict() == Verdict.EQUIVALENT && !isCleared(comparer.asOnItsDay(stored.evidence()))) {
            tally.tooEarly++;
        }
    }

    private static boolean isCleared(Comparison comparison) {
        return comparison.verdict() == Verdict.EQUIVALENT || comparison.verdict() == Verdict.MATCH;
    }

    private static String causes(Comparison comparison) {
        TreeSet<String> causes = comparison.groups().stream()
                .map(group -> group.cause().word())
                .collect(Collectors.toCollection(TreeSet::new));
        return String.join(", ", causes);
    }

    /** How many pieces of evidence were compared. */
    public long evidence() {
        return evidence;
    }

    public long changed() {
        return changed;
    }

    /** How many stay divergent for causes that are others than were recorded. */
    public long otherCauses() {
        return otherCauses;
    }

    /** By class, then cause. */
    public List<Change> changes() {
        return changes.entrySet().stream()
                .map(each -> new Change(
                        each.getKey().queryClass(),
                        each.getKey().causes(),
                        each.getKey().before(),
                        each.getKey().after(),
                        each.getValue().count,
                        each.getValue().tooEarly,
                        each.getValue().example))
                .toList();
    }
}
