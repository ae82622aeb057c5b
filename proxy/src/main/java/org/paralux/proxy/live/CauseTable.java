package org.paralux.proxy.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.diff.Cause;
import org.paralux.luxi.base.RecentMap;

/**
 * Why replies differ: divergences that are alike, the most frequent first, each with a few examples. Not thread-safe.
 */
final class CauseTable {
    static final int CAUSES = 5_000;
    static final int EXAMPLES = 3;

    private static final int CAUSE_WORDS = 100;
    private static final int CLIENTS = 20;
    private static final int PATH_LENGTH = 300;
    private static final int RECENT_TRIALS = 512;

    private final Map<Alike, Tally> tallies = new HashMap<>();
    private final BoundedCounts trialsByCause = new BoundedCounts(CAUSE_WORDS);
    private long divergentTrials;
    private long otherDivergences;

    /** The last divergent trials: their divergences follow, and name the exchange alone. */
    private final RecentMap<String, Trial> recent = new RecentMap<>(RECENT_TRIALS);

    private record Alike(
            String cause,
            String kind,
            String queryClass,
            @Nullable String field) {
        boolean contains(List<String> words) {
            if (words.isEmpty()) {
                return true;
            }
            String text = String.join(" ", cause, kind, queryClass, Objects.requireNonNullElse(field, ""))
                    .toLowerCase(Locale.ROOT);
            return words.stream().allMatch(text::contains);
        }
    }

    /** @param causes those that it was counted for */
    private record Trial(String clientKey, boolean evidence, Set<String> causes) {}

    private static final class Tally {
        private final Instant firstSeen;
        private final List<LiveView.Example> examples = new ArrayList<>(EXAMPLES);
        private final Set<String> clients = new TreeSet<>();
        private Instant lastSeen;
        private long trials;
        private long places;

        Tally(Instant firstSeen) {
            this.firstSeen = firstSeen;
            this.lastSeen = firstSeen;
        }
    }

    void outcome(AuditEvent.QueryOutcome one, String clientKey) {
        if (one.outcome() == Outcome.DIVERGENT) {
            divergentTrials++;
            recent.put(one.exchange(), new Trial(clientKey, one.evidence() != null, new HashSet<>()));
        }
    }

    /** Counts a divergence, and says whether nothing like it was seen in this run before. */
    boolean divergence(Instant time, AuditEvent.DivergenceFound one) {
        Trial trial = recent.get(one.exchange());
        if (trial != null && trial.causes().add(one.cause())) {
            trialsByCause.add(one.cause());
        }
        Alike alike = new Alike(one.cause(), one.kind(), one.queryClass(), one.field());
        Tally tally = tallies.get(alike);
        boolean isNew = tally == null;
        if (tally == null) {
            if (tallies.size() >= CAUSES) {
                otherDivergences++;
                return false;
            }
            tally = new Tally(time);
            tallies.put(alike, tally);
        }
        tally.trials++;
        tally.places += one.count();
        tally.lastSeen = time;
        if (trial != null && tally.clients.size() < CLIENTS) {
            tally.clients.add(trial.clientKey());
        }
        keepExample(tally.examples, example(time, one, trial));
        return isNew;
    }

    private static LiveView.Example example(Instant time, AuditEvent.DivergenceFound one, @Nullable Trial trial) {
        return new LiveView.Example(
                one.exchange(),
                time,
                cut(one.path()),
                one.object() == null ? null : cut(one.object()),
                trial == null ? null : trial.clientKey(),
                trial != null && trial.evidence());
    }

    private static String cut(String text) {
        return text.length() <= PATH_LENGTH ? text : text.substring(0, PATH_LENGTH) + "…";
    }

    /** Those with evidence can be looked at, so one without makes room for one with. */
    private static void keepExample(List<LiveView.Example> examples, LiveView.Example next) {
        if (examples.size() < EXAMPLES) {
            examples.add(next);
        } else if (next.evidence()) {
            examples.stream()
                    .filter(example -> !example.evidence())
                    .findFirst()
                    .ifPresent(bare -> examples.set(examples.indexOf(bare), next));
        }
    }

    /**
     * The most frequent causes.
     *
     * @param words all of which a cause, its class, kind or field must contain, in lower case; none for all causes
     */
    LiveView.Causes view(int most, List<String> words) {
        List<Map.Entry<Alike, Tally>> found = tallies.entrySet().stream()
                .filter(entry -> entry.getKey().contains(words))
                .sorted(Map.Entry.comparingByValue(Comparator.comparingLong((Tally tally) -> -tally.trials)
                        .thenComparing(tally -> tally.firstSeen)))
                .toList();
        return new LiveView.Causes(
                tallies.size(),
                found.size(),
                divergentTrials,
                otherDivergences,
                trialsByCause.top(CAUSE_WORDS),
                found.stream()
                        .limit(most)
                        .map(entry -> row(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private LiveView.CauseRow row(Alike alike, Tally tally) {
        return new LiveView.CauseRow(
                alike.cause(),
                Cause.withWord(alike.cause()).map(Cause::meaning).orElse(""),
                alike.kind(),
                alike.queryClass(),
                Objects.requireNonNullElse(alike.field(), ""),
                tally.trials,
                tally.places,
                divergentTrials == 0 ? 0 : Math.min(1, (double) tally.trials / divergentTrials),
                tally.firstSeen,
                tally.lastSeen,
                List.copyOf(tally.clients),
                List.copyOf(tally.examples));
    }
}
