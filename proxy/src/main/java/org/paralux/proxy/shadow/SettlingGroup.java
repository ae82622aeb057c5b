package org.paralux.proxy.shadow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Side, Long> lastAskedNanos = new EnumMap<>(Side.class);

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
        lastAskedNanos.put(look.side(), look.askedNanos());
        for (TrialRun member : List.copyOf(members)) {
            member.show(look);
        }
    }

    /** Whether a side was asked since a time: its answer has been shown to all that were members by then. */
    synchronized boolean askedSince(Side side, long nanos) {
        Long asked = lastAskedNanos.get(side);
        return asked != null && asked - nanos >= 0;
    }
}
