package org.paralux.diff;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/**
 * Compares two replies to one query. A pure function: the same replies, query, rules and context give the same
 * comparison. Whatever the bytes are, it says so and never throws.
 *
 * <p>Thread-safe.
 */
public final class Comparer {
    /** Of what counts as a difference. Evidence under two of them is never pooled. */
    public static final String VERSION = "1";

    private final Rules rules;

    /** Takes the rules that hold on the day of the trial: see {@link Rules#on}. */
    public Comparer(Rules rules) {
        this.rules = rules;
    }

    public Comparison compare(@Nullable Query query, @Nullable Payload primary, @Nullable Payload shadow) {
        return compare(query, primary, shadow, ComparisonContext.UNKNOWN);
    }

    /**
     * What one look at the two replies finds.
     *
     * @param query null where the request is no query, or not known: then columns without names have none, and no rule
     *     that names a class applies
     * @param primary null where the primary gave no reply
     * @param shadow null where the shadow gave none
     */
    public Comparison compare(
            @Nullable Query query, @Nullable Payload primary, @Nullable Payload shadow, ComparisonContext context) {
        if (shadow == null) {
            return primary == null ? Comparison.MATCH : Comparison.without(Verdict.SHADOW_FAILED, "no reply");
        }
        if (primary != null && primary.equals(shadow)) {
            return Comparison.MATCH;
        }
        return switch (Reply.read(shadow)) {
            case Reply.Reading.Bad(String problem) -> Comparison.without(Verdict.SHADOW_FAILED, problem);
            case Reply.Reading.Good(Reply reply) -> compare(query, primary, reply, context);
        };
    }

    private Comparison compare(
            @Nullable Query query, @Nullable Payload primary, Reply shadow, ComparisonContext context) {
        Causes causes = new Causes();
        String queryClass = query == null ? null : query.queryClass().name();
        Findings findings = new Findings(rules.concerning(queryClass, context), causes);
        if (primary == null) {
            String text = Difference.text(shadow.document(), shadow.document().root());
            findings.addTexts(Spot.at("", null), DivergenceKind.NO_REPLY, null, text, Cause.UNEXPLAINED);
            return findings.result();
        }
        switch (Reply.read(primary)) {
            case Reply.Reading.Bad _ -> {
                String text =
                        Difference.text(shadow.document(), shadow.document().root());
                findings.addTexts(
                        Spot.at("", null),
                        DivergenceKind.SHAPE,
                        text(primary, 0, primary.length()),
                        text,
                        Cause.MALFORMED_PRIMARY);
            }
            case Reply.Reading.Good(Reply reply) -> {
                Reply.Failure failure = shadow.failure();
                String refusal = Refusals.reason(failure, query);
                if (refusal != null && Refusals.reason(reply.failure(), query) == null) {
                    return Comparison.without(Verdict.REFUSED, refusal);
                }
                Look look = new Look(reply.document(), shadow.document(), query, findings);
                envelope(look, causes, reply, shadow);
            }
        }
        return findings.result();
    }

    private static void envelope(Look look, Causes causes, Reply a, Reply b) {
        Map<String, Ints> membersA = a.document().members(a.document().root()).byKey();
        Map<String, Ints> membersB = b.document().members(b.document().root()).byKey();
        ValueComparison values = new ValueComparison(look);
        Spot root = Spot.at("", null);
        boolean readAlike = true;
        for (String key : List.of("success", "result")) {
            Ints valuesA = membersA.getOrDefault(key, new Ints());
            Ints valuesB = membersB.getOrDefault(key, new Ints());
            if ((valuesA.size() > 1 || valuesB.size() > 1) && !values.same(valuesA, valuesB)) {
                values.values(root.part(key), valuesA, valuesB, 0);
                readAlike = false;
            }
        }
        if (readAlike) {
            if (a.success() && b.success()) {
                new ResultComparison(look, causes).compare(a.result(), b.result());
            } else {
                new FailureComparison(look, a, b).compare();
            }
        }
        others(look, values, membersA, membersB);
        rest(look, a, b);
    }

    /** Members of the reply that no daemon is known to write. */
    private static void others(
            Look look, ValueComparison values, Map<String, Ints> membersA, Map<String, Ints> membersB) {
        Spot root = Spot.at("", null);
        Set<String> known = Set.of("success", "result");
        membersA.forEach((key, valuesA) -> {
            Ints valuesB = membersB.get(key);
            if (valuesB == null) {
                look.add(root.part(key), DivergenceKind.MISSING, valuesA.get(0), JsonDocument.NONE);
            } else if (!known.contains(key)) {
                values.values(root.part(key), valuesA, valuesB, 0);
            }
        });
        membersB.forEach((key, valuesB) -> {
            if (!membersA.containsKey(key)) {
                look.add(root.part(key), DivergenceKind.EXTRA, JsonDocument.NONE, valuesB.get(0));
            }
        });
    }

    private static void rest(Look look, Reply a, Reply b) {
        int[] restA = a.rest();
        int[] restB = b.rest();
        Payload bytesA = a.document().bytes;
        Payload bytesB = b.document().bytes;
        if (!bytesA.sameBytes(restA[0], restA[1], bytesB, restB[0], restB[1])) {
            String textA = restA[0] == restA[1] ? null : text(bytesA, restA[0], restA[1]);
            String textB = restB[0] == restB[1] ? null : text(bytesB, restB[0], restB[1]);
            look.addTexts(Spot.at("", null), DivergenceKind.SHAPE, textA, textB, Cause.TRAILING_BYTES);
        }
    }

    /** Bytes that are no JSON, as text. */
    private static String text(Payload bytes, int from, int to) {
        int end = Math.min(to, from + Divergence.MAX_TEXT + 1);
        return Difference.bounded(bytes.text(from, end, StandardCharsets.UTF_8));
    }
}
