package org.paralux.proxy.settle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.paralux.diff.Divergence;
import org.paralux.diff.ObjectState;

/**
 * The writes of the last minutes, and what they were about: a command as it passes, and the jobs it began until they are
 * known to have ended. Of writes that did not pass here the configuration file tells, but not what they were about.
 *
 * <p>Only the names in a command are held, in memory, for as long as they matter. Thread-safe.
 */
public final class WriteHistory {
    /** How long after a write the shadow may still show what was before: luxid looks at its file every 17 s. */
    public static final Duration LAG_LIMIT = Duration.ofSeconds(18);

    /** A job of which nobody said that it ended is taken to have ended by then. */
    private static final Duration LONGEST_JOB = Duration.ofMinutes(10);

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MAX_WRITES = 10_000;
    private static final long MAX_BYTES = 8L << 20;

    /** The configuration may be written a little later than a command is answered. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private final LongSupplier nanoClock;
    private final Deque<ConfigurationWrite> configurationWrites = new ArrayDeque<>();
    private final Deque<Write> writes = new ArrayDeque<>();
    private final Map<String, Write> jobs = new HashMap<>();
    private long bytes;

    /** Of more writes than are held: anything may have been written until then. */
    private long forgottenUntilNanos = Long.MIN_VALUE;

    /** One command, from when it was sent to when what it began is over. */
    private static final class Write {
        private final long fromNanos;
        private final Mentions mentions;
        private long untilNanos;

        Write(long fromNanos, long untilNanos, Mentions mentions) {
            this.fromNanos = fromNanos;
            this.untilNanos = untilNanos;
            this.mentions = mentions;
        }

        boolean overlaps(long from, long until) {
            return fromNanos <= until && untilNanos >= from;
        }
    }

    /** The file was replaced between two times. */
    private record ConfigurationWrite(long fromNanos, long untilNanos) {}

    public WriteHistory(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** A write that was over when it was answered, or whose author is not known. */
    public synchronized void wrote(long fromNanos, Mentions mentions) {
        add(new Write(fromNanos, nanoClock.getAsLong(), mentions));
    }

    /** A job was submitted, and runs until {@link #jobEnded}. */
    public synchronized void jobBegan(String id, long fromNanos, Mentions mentions) {
        Write write = new Write(fromNanos, fromNanos + LONGEST_JOB.toNanos(), mentions.with(id));
        add(write);
        jobs.put(id, write);
    }

    public synchronized void jobEnded(String id) {
        Write write = jobs.remove(id);
        if (write != null) {
            write.untilNanos = nanoClock.getAsLong();
        }
    }

    /** The configuration file was written between two times, by whomever. */
    public synchronized void configurationWritten(long fromNanos, long untilNanos) {
        long oldest = untilNanos - KEPT.toNanos();
        while (!configurationWrites.isEmpty()
                && (configurationWrites.size() >= MAX_WRITES || configurationWrites.getFirst().untilNanos < oldest)) {
            configurationWrites.removeFirst();
        }
        configurationWrites.add(new ConfigurationWrite(fromNanos, untilNanos));
    }

    private void add(Write write) {
        long oldest = nanoClock.getAsLong() - KEPT.toNanos();
        writes.removeIf(old -> {
            boolean isOld = old.untilNanos < oldest;
            bytes -= isOld ? old.mentions.bytes() : 0;
            return isOld;
        });
        jobs.values().removeIf(job -> job.untilNanos < oldest);
        writes.add(write);
        bytes += write.mentions.bytes();
        while (writes.size() > MAX_WRITES || (bytes > MAX_BYTES && writes.size() > 1)) {
            Write forgotten = writes.removeFirst();
            bytes -= forgotten.mentions.bytes();
            forgottenUntilNanos = Math.max(forgottenUntilNanos, forgotten.untilNanos);
        }
    }

    /** Whether a write between two times may have changed what stands at the place of {@code divergence}. */
    synchronized boolean touched(Divergence divergence, long fromNanos, long untilNanos) {
        ObjectState object = divergence.object();
        String name = object == null ? null : object.name();
        String row = divergence.place().row();
        return fromNanos <= forgottenUntilNanos
                || writes.stream()
                        .anyMatch(write -> write.overlaps(fromNanos, untilNanos) && write.mentions.mayMean(name, row));
    }

    /** Whether one of several places may have been written to since a time. */
    public synchronized boolean anyTouched(List<Divergence> divergences, long sinceNanos) {
        return divergences.stream().anyMatch(divergence -> touched(divergence, sinceNanos, nanoClock.getAsLong()));
    }

    /** Whether any write was under way between two times. */
    synchronized boolean anyBetween(long fromNanos, long untilNanos) {
        return fromNanos <= forgottenUntilNanos
                || writes.stream().anyMatch(write -> write.overlaps(fromNanos, untilNanos));
    }

    /** Whether the configuration was written between two times while no write was under way that passed here. */
    synchronized boolean unseenBetween(long fromNanos, long untilNanos) {
        return configurationWrites.stream()
                .filter(written -> written.fromNanos <= untilNanos && written.untilNanos >= fromNanos)
                .anyMatch(written -> !anyBetween(written.fromNanos - AFTERMATH.toNanos(), written.untilNanos));
    }
}
