package org.paralux.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification came to.
 *
 * @param damage the first place that is not what was written; null when the log is sound
 * @param sound how far the log is sound: its head, where there is no damage
 * @param firstSeq the oldest record that is still there; those before it went with {@code segments.dropped}
 * @param records how many records are sound
 * @param segments how many segments were looked at
 * @param runs the runs that began in the log, oldest first; none where damage kept it from being read to its end
 * @param lostInGaps exchanges lost, as the sound {@code gap} records tell
 * @param endsWithoutStop whether the last run has no {@code proxy.stopped}: it goes on, or it crashed
 */
public record Verification(
        @Nullable AuditDamage damage,
        AuditHead sound,
        long firstSeq,
        long records,
        int segments,
        List<RunAccount> runs,
        long lostInGaps,
        boolean endsWithoutStop) {
    public Verification {
        runs = List.copyOf(runs);
    }

    /** No damage, and every run that stopped in order holds all it says. */
    public boolean isSound() {
        return damage == null && runs.stream().allMatch(run -> run.mismatch() == null);
    }

    /** Outcomes that were never written, in all runs that did not stop in order; at most so many. */
    public long lostInCrash() {
        return runs.stream().mapToLong(RunAccount::lostInCrash).sum();
    }

    /** The verification for people, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (damage != null) {
            lines.add("damage: " + damage);
        }
        lines.add(
                records == 0
                        ? "sound: no records"
                        : "sound: records " + firstSeq + " to " + sound.seq() + " in " + segments
                                + (segments == 1 ? " segment" : " segments"));
        lines.add("head: " + sound);
        for (RunAccount run : runs) {
            lines.add("run " + TerminalText.escape(run.run()) + ": " + told(run));
        }
        if (lostInGaps > 0) {
            lines.add("lost: " + lostInGaps + " exchanges, as gap records tell");
        }
        if (endsWithoutStop) {
            lines.add("ends without proxy.stopped");
        }
        return lines;
    }

    /** A last run may go on still: only what it left behind is lost. */
    private String unfinished(RunAccount run) {
        boolean mayGoOn = run.equals(runs.getLast());
        return (mayGoOn ? "in flight or lost-in-crash: " : "lost-in-crash: ")
                + run.lostInCrash()
                + (run.lostInCrash() == 1 ? " outcome" : " outcomes");
    }

    private String told(RunAccount run) {
        if (run.mismatch() != null) {
            return "does not add up: " + run.mismatch();
        }
        long outcomes =
                run.outcomes().values().stream().mapToLong(Long::longValue).sum();
        String recorded = run.recorded().getOrDefault("received", 0L) + " requests"
                + (outcomes == 0 ? "" : " and " + outcomes + " outcomes") + " recorded";
        if (run.stopped()) {
            return recorded + ", as its proxy.stopped says";
        }
        return recorded + ", no proxy.stopped" + (run.lostInCrash() == 0 ? "" : "; " + unfinished(run));
    }
}
