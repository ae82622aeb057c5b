package org.paralux.report.trials;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.Look;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/** Compares the replies of evidence again, with the rules and the code of today. */
public final class EvidenceComparer {
    private final Rules rules;
    private final ZoneId zone;
    private final ReleaseHistory releases;
    private final Comparer withAll;
    private final Map<LocalDate, Comparer> byDay = new HashMap<>();

    /**
     * A comparer by these rules.
     *
     * @param rules all of which hold, approved by the day of the trial or not, unless {@link #asOnItsDay} is asked
     * @param zone in which the days of approval are meant
     */
    public EvidenceComparer(Rules rules, ZoneId zone, ReleaseHistory releases) {
        this.rules = rules;
        this.zone = zone;
        this.releases = releases;
        this.withAll = new Comparer(rules);
    }

    /** The first reply of both daemons. */
    public Comparison first(Evidence evidence) {
        return compare(withAll, evidence, evidence.firstReply(Asked.PRIMARY), evidence.firstReply(Asked.SHADOW));
    }

    /** As {@link #first}, by the rules that held on the day of the trial: no others may clear it. */
    public Comparison asOnItsDay(Evidence evidence) {
        LocalDate day = LocalDate.ofInstant(evidence.time(), zone);
        Comparer comparer = byDay.computeIfAbsent(day, each -> new Comparer(rules.on(each)));
        return compare(comparer, evidence, evidence.firstReply(Asked.PRIMARY), evidence.firstReply(Asked.SHADOW));
    }

    /** Any two replies of the trial. */
    public Comparison of(Evidence evidence, @Nullable Payload primary, @Nullable Payload shadow) {
        return compare(withAll, evidence, primary, shadow);
    }

    private Comparison compare(
            Comparer comparer, Evidence evidence, @Nullable Payload primary, @Nullable Payload shadow) {
        Query query = Query.in(evidence.request()).orElse(null);
        ComparisonContext context = new ComparisonContext(evidence.clientKey(), releases.at(evidence.time()));
        return comparer.compare(query, primary, shadow, context);
    }

    /** What the first look came to when it was made. */
    public static String verdictThen(Evidence evidence) {
        for (Look look : evidence.looks()) {
            String verdict = look.verdict();
            if (look.asked() == Asked.SHADOW && verdict != null) {
                return verdict;
            }
        }
        return verdictOf(evidence.outcome()).word();
    }

    /** What the first look must have been for this to be the outcome. */
    private static Verdict verdictOf(Outcome outcome) {
        return switch (outcome) {
            case MATCH, SKIPPED -> Verdict.MATCH;
            case EQUIVALENT -> Verdict.EQUIVALENT;
            case SHADOW_FAILED -> Verdict.SHADOW_FAILED;
            case REFUSED -> Verdict.REFUSED;
            case LAG, MOVED, DIVERGENT, UNDECIDED -> Verdict.DIVERGENT;
        };
    }
}
