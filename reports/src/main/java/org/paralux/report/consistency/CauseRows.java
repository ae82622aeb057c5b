package org.paralux.report.consistency;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Cause;
import org.paralux.report.asked.AskedQueries;
import org.paralux.report.asked.AskedQuery;
import org.paralux.report.asked.GntLine;

/** Makes the report's rows of causes, with the values of their examples. */
final class CauseRows {
    /** Of so many examples the values are looked up in the evidence. */
    private static final int WITH_VALUES = 300;

    private final CauseBook book;
    private final AskedQueries asked;
    private final Baseline.Comparison baseline;
    private final StoredValues values;
    private int lookups;

    CauseRows(CauseBook book, AskedQueries asked, Baseline.Comparison baseline, StoredValues values) {
        this.book = book;
        this.asked = asked;
        this.baseline = baseline;
        this.values = values;
    }

    /** @param divergent all divergent trials */
    List<CauseRow> rows(long divergent) {
        List<CauseRow> rows = new ArrayList<>();
        Set<String> removed = new HashSet<>();
        for (String cause : book.ranked()) {
            removed.add(cause);
            rows.add(row(cause, book.removedBy(removed), divergent));
        }
        return rows;
    }

    private CauseRow row(String word, long removedSoFar, long divergent) {
        Optional<Cause> cause = Cause.withWord(word);
        List<PathTally> paths = book.paths().stream()
                .filter(path -> path.key().cause().equals(word))
                .sorted(Comparator.comparingLong(PathTally::trials)
                        .reversed()
                        .thenComparing(path -> path.key().queryClass())
                        .thenComparing(path -> path.key().path())
                        .thenComparing(path -> path.key().kind()))
                .toList();
        return new CauseRow(
                word,
                cause.map(Cause::meaning).orElse(""),
                cause.map(Cause::knownAs).orElse(""),
                baseline.of(word),
                book.trialsOf(word),
                book.removedBy(Set.of(word)),
                removedSoFar,
                divergent == 0 ? 0 : (double) removedSoFar / divergent,
                paths.stream().mapToLong(PathTally::places).sum(),
                paths.stream().map(PathTally::first).min(Instant::compareTo).orElse(Instant.EPOCH),
                paths.stream().map(PathTally::last).max(Instant::compareTo).orElse(Instant.EPOCH),
                paths.stream().map(this::row).toList());
    }

    private PathRow row(PathTally tally) {
        return new PathRow(
                tally.key().queryClass(),
                tally.key().path(),
                tally.key().kind(),
                tally.volatility(),
                baseline.of(tally.key()),
                tally.trials(),
                tally.places(),
                tally.first(),
                tally.last(),
                tally.clients().mostFirst(),
                tally.examples().stream().map(this::example).toList());
    }

    private Example example(PathTally.Found found) {
        Trial trial = found.trial();
        @Nullable AskedQuery query = asked.of(trial.fingerprint());
        Example bare = new Example(
                trial.exchange(),
                trial.evidence(),
                trial.time(),
                trial.client(),
                found.divergence().path(),
                found.divergence().object(),
                null,
                null,
                false,
                query == null ? null : query.request(),
                query == null ? null : GntLine.of(query).orElse(null));
        if (trial.evidence() == null || lookups >= WITH_VALUES) {
            return bare;
        }
        lookups++;
        return values.at(trial.evidence(), found.divergence().path())
                .map(bare::withValues)
                .orElse(bare);
    }
}
