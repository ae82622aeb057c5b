package org.paralux.audit.statistics;

import java.util.HashSet;
import java.util.Set;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Outcome;

/** The cells of one class in one epoch, and how they came. Not thread-safe. */
public final class CellEvidence {
    /** Classes with fewer possible cells are judged by exhaustion. */
    public static final int SMALL_CLASS = 300;

    /** So many different replies a class is judged on at least, where it is judged by exhaustion. */
    public static final int LEAST_CONFIGURATIONS = 3;

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int CONFIGURATIONS_KEPT = 64;

    private final CellTable cells;
    private final Growth growth = new Growth();
    private final Set<String> configurations = new HashSet<>();

    /** As many cells as a table takes. */
    public CellEvidence() {
        this(CellTable.MOST);
    }

    /** @param most so many cells are kept one by one, a power of two; of more, a sample */
    public CellEvidence(int most) {
        this.cells = new CellTable(most);
    }

    /** Takes a trial. */
    public void add(QueryOutcome outcome, String client, long micros, boolean failed) {
        String reply = outcome.cell() == null ? "" : outcome.cell();
        long hash = (hash(outcome.fingerprint()) * 31 + hash(client)) * 31 + hash(reply);
        boolean cleared = outcome.outcome() == Outcome.EQUIVALENT;
        CellTable.Added added = cells.add(hash, block(client, micros), failed, failed || cleared);
        if (added != CellTable.Added.LEFT_OUT) {
            growth.add(added == CellTable.Added.NEW, micros);
        }
        if (configurations.size() < CONFIGURATIONS_KEPT) {
            configurations.add(reply);
        }
    }

    /** Names a client's hour: the client in the upper half, the hour in the lower. */
    private static long block(String client, long micros) {
        return (long) client.hashCode() << 32 | micros / HOUR_MICROS;
    }

    /** When the hour of a block began, in microseconds since 1970. */
    static long beginOf(long block) {
        return (block & 0xffff_ffffL) * HOUR_MICROS;
    }

    /** Better than a text's own hash, which has 32 bits: of texts of that length two in 65 536 would share one. */
    public static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    public Growth growth() {
        return growth;
    }

    /** How many different replies there were, up to a limit. */
    public int configurations() {
        return configurations.size();
    }

    /** What the cells add up to now. */
    public CellSums sums() {
        return new CellSums(cells);
    }
}
