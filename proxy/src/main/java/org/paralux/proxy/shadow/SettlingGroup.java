package org.paralux.proxy.shadow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.paralux.luxi.Payload;
import org.paralux.proxy.settle.Look;
import org.paralux.proxy.settle.Side;

/**
 * The trials of one query, to the byte, that settle at the same time: what one of them is shown, all see, and who comes
 * later sees what was shown before. So the daemons are asked once for all, and all are decided together.
 *
 * <p>Guarded by itself.
 */
final class SettlingGroup {
    /** Longer than any settling needs to look back. */
    private static final Duration REMEMBERED = Duration.ofSeconds(90);

    /** So often, at most, is taken what comes by. */
    private static final Duration IN_PASSING = Duration.ofSeconds(1);

    private static final int MAX_LOOKS = 64;

    /** Of different replies. */
    private static final long MAX_BYTES = 16L << 20;

    private final List<TrialRun> members = new ArrayList<>();
    private final Deque<Look> looks = new ArrayDeque<>();
    private final Map<Side, Long> lastAskedNanos = new EnumMap<>(Side.class);

    synchronized void join(TrialRun member) {
        members.add(member);
    }

    /** Whether nobody is left. */
    synchronized boolean leave(TrialRun member) {
        members.remove(member);
        return members.isEmpty();
    }

    /** What was seen before a time, in order. */
    synchronized List<Look> looksBefore(long nanos) {
        return looks.stream().filter(look -> look.answeredNanos() <= nanos).toList();
    }

    /** Shows a look to all, and lets those end to whom it was the last they needed. */
    void look(Look seen) {
        List<TrialRun> all;
        Look look;
        synchronized (this) {
            look = withKnownReply(seen);
            remember(look);
            all = List.copyOf(members);
        }
        all.forEach(member -> member.show(look));
        all.forEach(TrialRun::endIfDecided);
    }

    /** What a trial saw that needs no settling, for those that do: it costs nobody a question. */
    void lookInPassing(Look primary, Look shadow) {
        if (!askedSince(Side.PRIMARY, primary.askedNanos() - IN_PASSING.toNanos())) {
            look(primary);
            look(shadow);
        }
    }

    private void remember(Look look) {
        looks.add(look);
        lastAskedNanos.merge(look.side(), look.askedNanos(), Math::max);
        long oldest = look.answeredNanos() - REMEMBERED.toNanos();
        while (!looks.isEmpty()
                && (looks.size() > MAX_LOOKS || looks.getFirst().answeredNanos() < oldest || bytes() > MAX_BYTES)) {
            looks.removeFirst();
        }
    }

    /** The same reply to the byte is held once, however often it comes. */
    private Look withKnownReply(Look look) {
        return looks.stream()
                .map(Look::payload)
                .filter(look.payload()::equals)
                .findFirst()
                .map(known -> new Look(look.side(), look.askedNanos(), look.answeredNanos(), known))
                .orElse(look);
    }

    private long bytes() {
        Set<Payload> held = Collections.newSetFromMap(new IdentityHashMap<>());
        looks.forEach(look -> held.add(look.payload()));
        return held.stream()
                .filter(payload -> !payload.isMapped())
                .mapToLong(Payload::length)
                .sum();
    }

    /** Whether a side was asked since a time: its answer has been shown to all that were members by then. */
    synchronized boolean askedSince(Side side, long nanos) {
        Long asked = lastAskedNanos.get(side);
        return asked != null && asked - nanos >= 0;
    }
}
