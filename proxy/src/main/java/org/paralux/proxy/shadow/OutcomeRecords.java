package org.paralux.proxy.shadow;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSink;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.EvidenceStore;
import org.paralux.diff.Comparison;
import org.paralux.diff.Divergence;
import org.paralux.diff.DivergenceGroup;
import org.paralux.diff.ObjectState;
import org.paralux.diff.ReplyExcerpt;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.settle.LagInterval;
import org.paralux.proxy.settle.Look;
import org.paralux.proxy.settle.Side;

/** Writes what became of each query: its outcome, how it differed, and the evidence. Thread-safe. */
final class OutcomeRecords {
    private static final int MAX_DIVERGENCE_RECORDS = 16;

    /** What one reply on the disk may take as evidence. */
    private static final int EXCERPT_BYTES = 1 << 20;

    private final AuditSink audit;
    private final EvidenceStore evidence;
    private final InstantSource wallClock;

    OutcomeRecords(AuditSink audit, EvidenceStore evidence, InstantSource wallClock) {
        this.audit = audit;
        this.evidence = evidence;
        this.wallClock = wallClock;
    }

    /** @param epoch its id */
    void skipped(Candidate candidate, TrialDesk.Admission admission, String epoch) {
        Query query = candidate.query();
        audit.append(
                wallClock.instant(),
                new AuditEvent.QueryOutcome(
                        candidate.id(),
                        query.queryClass().name(),
                        query.fingerprint().id(),
                        candidate.client().client(),
                        Outcome.SKIPPED,
                        admission.skipCause(),
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        admission.probability(),
                        null,
                        micros(candidate.exchange().latencyNanos()),
                        null,
                        0,
                        epoch));
    }

    void finished(TrialResult result) {
        Candidate candidate = result.candidate();
        Query query = candidate.query();
        String id = keepEvidence(result);
        List<AuditEvent.DivergenceFound> found = divergences(result);
        audit.append(
                wallClock.instant(),
                new AuditEvent.QueryOutcome(
                        candidate.id(),
                        query.queryClass().name(),
                        query.fingerprint().id(),
                        candidate.client().client(),
                        result.decision().outcome(),
                        null,
                        result.decision().undecidedCause(),
                        result.reason(),
                        lag(result.decision().lag()),
                        result.rules().isEmpty()
                                ? null
                                : List.copyOf(new TreeSet<>(result.rules().keySet())),
                        result.decision().count(),
                        id,
                        result.probability(),
                        result.cell() == null ? null : result.cell().hex(),
                        result.primaryMicros(),
                        result.shadowMicros(),
                        result.steps(),
                        result.epoch()));
        found.forEach(divergence -> audit.append(wallClock.instant(), divergence));
    }

    private static @Nullable Long micros(long nanos) {
        return nanos < 0 ? null : nanos / 1000;
    }

    private static @Nullable Lag lag(@Nullable LagInterval lag) {
        return lag == null ? null : new Lag(lag.fromNanos() / 1000, lag.toNanos() / 1000);
    }

    /** One record for all that are alike, of those that are certain. */
    private static List<AuditEvent.DivergenceFound> divergences(TrialResult result) {
        if (result.decision().outcome() != Outcome.DIVERGENT) {
            return List.of();
        }
        Map<DivergenceGroup, Long> counts = new LinkedHashMap<>();
        Map<DivergenceGroup, Divergence> firsts = new LinkedHashMap<>();
        for (Divergence one : result.decision().divergences()) {
            DivergenceGroup alike =
                    new DivergenceGroup(one.cause(), one.kind(), one.place().field(), 1);
            counts.merge(alike, 1L, Long::sum);
            firsts.putIfAbsent(alike, one);
        }
        List<AuditEvent.DivergenceFound> found = new ArrayList<>();
        firsts.forEach((alike, one) -> {
            ObjectState object = one.object();
            found.add(new AuditEvent.DivergenceFound(
                    result.candidate().id(),
                    result.candidate().query().queryClass().name(),
                    one.path(),
                    one.place().row(),
                    one.place().field(),
                    one.kind().word(),
                    one.cause().word(),
                    one.volatility().word(),
                    Math.max(counts.getOrDefault(alike, 1L), countOf(alike, result.comparison())),
                    object == null ? null : object.name()));
        });
        return found.subList(0, Math.min(found.size(), MAX_DIVERGENCE_RECORDS));
    }

    /** Of more places than are known one by one, the comparison still knows how many are alike. */
    private static long countOf(DivergenceGroup alike, @Nullable Comparison comparison) {
        if (comparison == null
                || comparison.divergenceCount() == comparison.divergences().size()) {
            return 0;
        }
        return comparison.groups().stream()
                .filter(group -> group.cause() == alike.cause()
                        && group.kind() == alike.kind()
                        && Objects.equals(group.field(), alike.field()))
                .mapToLong(DivergenceGroup::count)
                .findFirst()
                .orElse(0);
    }

    private @Nullable String keepEvidence(TrialResult result) {
        Outcome outcome = result.decision().outcome();
        if (outcome == Outcome.MATCH || outcome == Outcome.EQUIVALENT) {
            return null;
        }
        Candidate candidate = result.candidate();
        long flushed = candidate.exchange().endedNanos();
        boolean spooled =
                result.looks().stream().anyMatch(look -> look.payload().isMapped());
        Set<String> rows = spooled ? rowsThatDiffer(result) : Set.of();
        List<String> causes = result.decision().divergences().stream()
                .map(divergence -> divergence.cause().word())
                .distinct()
                .toList();
        return evidence.keep(new Evidence(
                        candidate.id(),
                        candidate.exchange().endedAt(),
                        candidate.query().queryClass().name(),
                        candidate.query().fingerprint().id(),
                        candidate.client().key(),
                        outcome,
                        causes,
                        candidate.query().payload(),
                        result.looks().stream()
                                .map(look -> kept(look, flushed, rows))
                                .toList()))
                .orElse(null);
    }

    /** Names of rows in which the two sides differ, or differed. */
    private static Set<String> rowsThatDiffer(TrialResult result) {
        Stream<Divergence> last =
                result.comparison() == null ? Stream.empty() : result.comparison().divergences().stream();
        return Stream.concat(result.decision().divergences().stream(), last)
                .map(divergence -> divergence.place().row())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /**
     * Where a reply is on the disk, and gone when the trial is over, an excerpt of each: what can wait in memory, and still
     * be compared.
     *
     * @param rows of the excerpts; none where the replies themselves are kept
     */
    private static org.paralux.audit.evidence.Look kept(Look look, long flushedNanos, Set<String> rows) {
        Payload reply = look.payload();
        Optional<Payload> excerpt = rows.isEmpty() ? Optional.empty() : ReplyExcerpt.of(reply, rows, EXCERPT_BYTES);
        return new org.paralux.audit.evidence.Look(
                Math.max(0, (look.answeredNanos() - flushedNanos) / 1000),
                look.side() == Side.PRIMARY ? Asked.PRIMARY : Asked.SHADOW,
                excerpt.orElse(reply),
                excerpt.isPresent(),
                null);
    }
}
