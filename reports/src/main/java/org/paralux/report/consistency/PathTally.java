package org.paralux.report.consistency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.DivergenceFound;
import org.paralux.report.tally.Counts;

/** Counts the places of one class that differ alike, and keeps the first and the last ones as examples. Not thread-safe. */
final class PathTally {
    private static final Pattern VARIABLE = Pattern.compile("\\[[^\\]]*\\]");
    private static final int CLIENTS = 64;
    private static final int FIRST_EXAMPLES = 1;
    private static final int EXAMPLES = 3;

    private final Key key;
    private final String volatility;
    private final Counts clients = new Counts(CLIENTS);
    private final List<Found> examples = new ArrayList<>();
    private long trials;
    private long places;
    private @Nullable Instant first;
    private @Nullable Instant last;

    PathTally(Key key, String volatility) {
        this.key = key;
        this.volatility = volatility;
    }

    /** What makes places alike. */
    record Key(String cause, String queryClass, String path, String kind) {
        static Key of(DivergenceFound found) {
            return new Key(found.cause(), found.queryClass(), shape(found.path()), found.kind());
        }
    }

    /** One divergence with the trial that it was found in. */
    record Found(DivergenceFound divergence, Trial trial) {}

    /** The path without what differs from row to row. */
    static String shape(String path) {
        return path.indexOf('[') < 0 ? path : VARIABLE.matcher(path).replaceAll("[*]");
    }

    void add(DivergenceFound divergence, Trial trial) {
        trials++;
        places += divergence.count();
        clients.add(trial.client());
        first = first == null || trial.time().isBefore(first) ? trial.time() : first;
        last = last == null || last.isBefore(trial.time()) ? trial.time() : last;
        example(new Found(divergence, trial));
    }

    /** The first stays; of the others the newest do, those with evidence before those without. */
    private void example(Found found) {
        examples.add(found);
        if (examples.size() <= EXAMPLES) {
            return;
        }
        for (int i = FIRST_EXAMPLES; i < EXAMPLES; i++) {
            if (examples.get(i).trial().evidence() == null) {
                examples.remove(i);
                return;
            }
        }
        examples.remove(found.trial().evidence() == null ? EXAMPLES : FIRST_EXAMPLES);
    }

    Key key() {
        return key;
    }

    String volatility() {
        return volatility;
    }

    long trials() {
        return trials;
    }

    long places() {
        return places;
    }

    Instant first() {
        return first == null ? Instant.EPOCH : first;
    }

    Instant last() {
        return last == null ? Instant.EPOCH : last;
    }

    Counts clients() {
        return clients;
    }

    List<Found> examples() {
        return examples;
    }
}
