package org.paralux.app;

import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent.Gap;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.SkipCause;
import org.paralux.report.log.Selection;

/**
 * Whether the proxy reached a bound of its own while observing, and left something out for it: records that its queue had
 * no room for, queries that it did not compare because it was behind or its memory for them was full. Not thread-safe.
 */
final class ObserverBudget {
    private static final String NO_ROOM = "queue-full";

    private final Selection selection;
    private boolean exceeded;

    ObserverBudget(Selection selection) {
        this.selection = selection;
    }

    void accept(AuditEntry entry) {
        if (!exceeded && entry.event() instanceof QueryOutcome outcome) {
            exceeded = isOwnBound(outcome.skipCause()) && selection.range().contains(entry.time());
        } else if (entry.event() instanceof Gap gap && gap.why().equals(NO_ROOM)) {
            exceeded |=
                    !selection.range().endsBy(gap.from()) && !selection.range().startsAfter(gap.until());
        }
    }

    private static boolean isOwnBound(@Nullable SkipCause cause) {
        return cause == SkipCause.DEGRADED || cause == SkipCause.QUEUE_FULL || cause == SkipCause.BYTES_FULL;
    }

    /** The bit of the exit code that says so. */
    int exitCode() {
        return exceeded ? ExitCode.OBSERVER_BUDGET : ExitCode.OK;
    }
}
