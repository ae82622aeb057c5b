package org.paralux.qa.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Cause;
import org.paralux.diff.Comparison;
import org.paralux.diff.Divergence;
import org.paralux.diff.DivergenceGroup;
import org.paralux.diff.DivergenceKind;
import org.paralux.luxi.Query;
import org.paralux.qa.ask.JobSubmission;

/**
 * One way in which one case shows that the daemons differ.
 *
 * @param queryClass of the query that showed it; null where it was none
 * @param path where the first such divergence is
 * @param rows what names some of the rows in which it shows
 * @param primary what the primary gives there, as text; null where it gives nothing
 * @param candidate the same of the candidate
 * @param meaning of the cause, in a sentence
 */
public record Symptom(
        FindingKey key,
        @Nullable String queryClass,
        String path,
        List<String> rows,
        @Nullable String primary,
        @Nullable String candidate,
        String meaning) {
    private static final int MOST_ROWS = 20;

    public Symptom {
        rows = List.copyOf(rows);
    }

    /** Those of one look at two replies; none where they match. */
    public static List<Symptom> of(@Nullable Query query, Comparison comparison) {
        return switch (comparison.verdict()) {
            case MATCH, EQUIVALENT -> List.of();
            case SHADOW_FAILED, REFUSED -> List.of(withoutReply(query, comparison));
            case DIVERGENT ->
                comparison.groups().stream()
                        .map(group -> of(query, group, comparison.divergences()))
                        .toList();
        };
    }

    /** Those that {@code divergences} are among, of a look at two replies. */
    public static List<Symptom> of(@Nullable Query query, List<Divergence> divergences) {
        List<Symptom> symptoms = new ArrayList<>();
        Set<DivergenceGroup> groups = divergences.stream()
                .map(each -> new DivergenceGroup(
                        each.cause(), each.kind(), each.place().field(), 0))
                .collect(Collectors.toSet());
        groups.forEach(group -> symptoms.add(of(query, group, divergences)));
        return symptoms;
    }

    private static Symptom of(@Nullable Query query, DivergenceGroup group, List<Divergence> divergences) {
        List<Divergence> own = divergences.stream()
                .filter(each -> each.cause() == group.cause()
                        && each.kind() == group.kind()
                        && Objects.equals(each.place().field(), group.field()))
                .toList();
        Divergence first = own.isEmpty() ? null : own.getFirst();
        return new Symptom(
                FindingKey.of(query, group.kind().word(), group.cause().word(), group.field()),
                classOf(query),
                first == null ? "" : first.path(),
                own.stream()
                        .map(each -> each.place().row())
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(MOST_ROWS)
                        .toList(),
                first == null ? null : first.primary(),
                first == null ? null : first.shadow(),
                group.cause().meaning());
    }

    private static Symptom withoutReply(@Nullable Query query, Comparison comparison) {
        String problem = Objects.requireNonNullElse(comparison.problem(), "no reply");
        return new Symptom(
                FindingKey.of(query, comparison.verdict().word(), problem, null),
                classOf(query),
                "",
                List.of(),
                null,
                null,
                "The candidate does not answer: " + problem + ".");
    }

    /** The two connections end differently, or hold another number of replies. */
    static Symptom ofConnection(String cause, String primary, String candidate, String meaning) {
        FindingKey key = new FindingKey("connection", DivergenceKind.SHAPE.word(), cause, null);
        return new Symptom(key, null, "", List.of(), primary, candidate, meaning);
    }

    /** A daemon breaks the contract of its own protocol, whatever the other does. */
    public static Symptom ofContract(@Nullable Query query, String rule, @Nullable String field, String text) {
        FindingKey key = FindingKey.of(query, "contract", rule, field);
        return new Symptom(
                key, classOf(query), "", List.of(), null, text, "The candidate alone breaks a rule: " + rule + ".");
    }

    /** The candidate does not refuse a job as a daemon does that serves queries only. */
    public static Symptom ofSubmission(JobSubmission job, String cause, String text) {
        FindingKey key = new FindingKey(job.wireName(), "command", cause, null);
        String meaning = "A daemon for queries alone answers: " + job.refusal() + ".";
        return new Symptom(key, null, "", List.of(), null, text, meaning);
    }

    /** Whether its cause is one of the named ones. */
    public boolean isExplained() {
        return !key.cause().equals(Cause.UNEXPLAINED.word());
    }

    private static @Nullable String classOf(@Nullable Query query) {
        return query == null ? null : query.queryClass().name();
    }
}
