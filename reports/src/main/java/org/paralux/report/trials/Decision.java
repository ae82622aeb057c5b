package org.paralux.report.trials;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Lag;
import org.paralux.audit.SkipCause;
import org.paralux.audit.UndecidedCause;

/** Why an outcome is what it is, in a sentence. */
final class Decision {
    private Decision() {}

    static String of(QueryOutcome outcome) {
        return switch (outcome.outcome()) {
            case MATCH -> "both replies say the same";
            case EQUIVALENT -> "the replies differ only where rules allow it: " + rules(outcome.rules());
            case SHADOW_FAILED -> "the shadow gave no reply" + because(outcome.reason());
            case REFUSED -> "the shadow says that it does not serve this query" + because(outcome.reason());
            case LAG -> "the shadow caught up with a write" + lag(outcome.lagMicros());
            case MOVED ->
                "the primary's own answer changed meanwhile, and the shadow gave one of the answers in between";
            case DIVERGENT ->
                outcome.divergences() + (outcome.divergences() == 1 ? " place differs" : " places differ")
                        + " and stayed so, and no write to what stands there was seen";
            case UNDECIDED -> "nothing was certain" + undecided(outcome.undecidedCause());
            case SKIPPED -> "the query was not put to the shadow" + skipped(outcome.skipCause());
        };
    }

    private static String rules(@Nullable List<String> rules) {
        return rules == null ? "none is named" : String.join(", ", rules);
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "" : ": " + reason;
    }

    private static String lag(@Nullable Lag lag) {
        if (lag == null) {
            return "";
        }
        String from = lag.from() == null ? "" : ": it still differed " + millis(lag.from());
        String to =
                lag.to() == null ? "" : (from.isEmpty() ? ": it" : " and") + " no longer differed " + millis(lag.to());
        return from + to + (from.isEmpty() && to.isEmpty() ? "" : " after the primary's reply");
    }

    private static String undecided(@Nullable UndecidedCause cause) {
        return switch (cause) {
            case null -> "";
            case BUDGET -> " when the budget for asking again ended";
            case FLAPPING -> ": the difference came and went, and no write was seen";
            case SHUTDOWN -> " when the proxy stopped";
        };
    }

    private static String skipped(@Nullable SkipCause cause) {
        return cause == null ? "" : ": " + cause.word();
    }

    /** A time in milliseconds, to the microsecond. */
    static String millis(long micros) {
        return String.format(Locale.ROOT, "%.3f ms", micros / 1000.0);
    }
}
