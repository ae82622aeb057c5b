package org.paralux.report.consistency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.paralux.audit.AuditEvent.DivergenceFound;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.report.tally.ClientKeys;
import org.paralux.report.tally.Recent;

/**
 * Groups divergences by cause and path. The places of a trial follow its outcome in the log, with other records between
 * them; a trial waits for them among the {@value #WAITING} last. Not thread-safe.
 */
final class CauseBook {
    private static final int WAITING = 4096;
    private static final int PATHS = 10_000;
    private static final int CAUSE_SETS = 20_000;
    private static final String ANY = "*";

    private final Recent<Trial> waiting = new Recent<>(WAITING, this::close);
    private final Map<PathTally.Key, PathTally> paths = new HashMap<>();
    private final Map<Set<String>, Long> causeSets = new HashMap<>();
    private final Map<String, Long> trialsByCause = new HashMap<>();
    private long trials;

    void divergent(Instant time, QueryOutcome outcome, String client) {
        waiting.put(
                outcome.exchange(),
                new Trial(outcome.exchange(), outcome.evidence(), outcome.fingerprint(), time, client));
    }

    void found(Instant time, DivergenceFound found) {
        Trial trial = waiting.get(found.exchange());
        if (trial == null) {
            // Its outcome was lost.
            trial = new Trial(found.exchange(), null, "", time, ClientKeys.UNKNOWN);
            waiting.put(found.exchange(), trial);
        }
        if (trial.has(found.cause())) {
            trialsByCause.merge(found.cause(), 1L, Long::sum);
        }
        tally(found).add(found, trial);
    }

    private PathTally tally(DivergenceFound found) {
        PathTally.Key key = PathTally.Key.of(found);
        PathTally tally = paths.get(key);
        if (tally == null) {
            PathTally.Key kept =
                    paths.size() < PATHS ? key : new PathTally.Key(found.cause(), found.queryClass(), ANY, ANY);
            tally = paths.computeIfAbsent(kept, each -> new PathTally(each, found.volatility()));
        }
        return tally;
    }

    private void close(Trial trial) {
        trials++;
        Set<String> causes = trial.causes();
        if (causes.isEmpty()) {
            return;
        }
        if (causeSets.size() < CAUSE_SETS || causeSets.containsKey(causes)) {
            causeSets.merge(Set.copyOf(causes), 1L, Long::sum);
        }
    }

    /** Counts the trials that still wait: no more of their places come. */
    void closeAll() {
        List<Trial> open = new ArrayList<>();
        waiting.forEach(open::add);
        open.forEach(trial -> {
            waiting.remove(trial.exchange());
            close(trial);
        });
    }

    long trials() {
        return trials;
    }

    Collection<PathTally> paths() {
        return paths.values();
    }

    long trialsOf(String cause) {
        return trialsByCause.getOrDefault(cause, 0L);
    }

    /** How many trials would match were these causes gone. */
    long removedBy(Set<String> causes) {
        return causeSets.entrySet().stream()
                .filter(entry -> causes.containsAll(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * The causes in the order in which to mend them: each removes, together with those before it, as many trials as any
     * could; of equals the one that has a part in more of them.
     */
    List<String> ranked() {
        List<String> ranked = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        TreeSet<String> left = new TreeSet<>(trialsByCause.keySet());
        while (!left.isEmpty()) {
            String best = left.first();
            long removed = -1;
            for (String cause : left) {
                Set<String> with = new HashSet<>(gone);
                with.add(cause);
                long now = removedBy(with);
                if (now > removed || (now == removed && trialsOf(cause) > trialsOf(best))) {
                    best = cause;
                    removed = now;
                }
            }
            ranked.add(best);
            gone.add(best);
            left.remove(best);
        }
        return ranked;
    }
}
