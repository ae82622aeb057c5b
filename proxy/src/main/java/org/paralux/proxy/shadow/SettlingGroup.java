package org.paralux.proxy.shadow;

import java.util.ArrayList;
import java.util.List;
import org.paralux.proxy.settle.Look;
import org.paralux.proxy.settle.Side;

/**
 * The trials of one query, to the byte, that settle at the same time: what one of them is shown, all see, so that the
 * daemons are asked once.
 *
 * <p>Guarded by itself.
 */
final class SettlingGroup {
    private final List<TrialRun> members = new ArrayList<>();
    private final long[] lastAskedNanos = {Long.MIN_VALUE, Long.MIN_VALUE};

    synchronized void join(TrialRun member) {
        members.add(member);
    }

    /** Whether nobody is left. */
    synchronized boolean leave(TrialRun member) {
        members.remove(member);
        return members.isEmpty();
    }

    /** Shows a look to all. */
    synchronized void look(Look look) {
        lastAskedNanos[look.side().ordinal()] = look.askedNanos();
        for (TrialRun member : List.copyOf(members)) {
            member.show(look);
        }
    }

    /** Whether a side was asked since a time: its answer has been shown to all that were members by then. */
    synchronized boolean askedSince(Side side, long nanos) {
        return lastAskedNanos[side.ordinal()] != Long.MIN_VALUE && lastAskedNanos[side.ordinal()] - nanos >= 0;
    }
}
