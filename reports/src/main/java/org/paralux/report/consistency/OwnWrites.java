package org.paralux.report.consistency;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.QueryOutcome;
import org.paralux.audit.Outcome;
import org.paralux.report.consistency.ConsistencyReport.ReaderRow;
import org.paralux.report.tally.Recent;

/**
 * Which clients read soon after they wrote, and how often the shadow did not have it yet: what they would notice first.
 * Not thread-safe.
 */
final class OwnWrites {
    /** Within so long a lag may come from a write. */
    private static final long SOON_MICROS = 18_000_000;

    private static final int PROCESSES = 1 << 14;
    private static final int CLIENTS = 1000;
    private static final int SHOWN = 20;

    private final Recent<long[]> lastCommands = new Recent<>(PROCESSES, last -> {});
    private final Map<String, long[]> reads = new HashMap<>();

    void wrote(String clientId, long micros) {
        long[] last = lastCommands.get(clientId);
        if (last == null) {
            lastCommands.put(clientId, new long[] {micros});
        } else {
            last[0] = micros;
        }
    }

    void read(QueryOutcome outcome, String clientKey, long micros) {
        long @Nullable [] last = lastCommands.get(outcome.client());
        if (last == null || micros - last[0] > SOON_MICROS || !outcome.outcome().isTrial()) {
            return;
        }
        if (reads.size() < CLIENTS || reads.containsKey(clientKey)) {
            long[] counts = reads.computeIfAbsent(clientKey, each -> new long[2]);
            counts[0] += outcome.outcome() == Outcome.LAG ? 1 : 0;
            counts[1]++;
        }
    }

    List<ReaderRow> rows() {
        return reads.entrySet().stream()
                .filter(entry -> entry.getValue()[0] > 0)
                .map(entry -> new ReaderRow(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .sorted(Comparator.comparingLong(ReaderRow::stale).reversed().thenComparing(ReaderRow::client))
                .limit(SHOWN)
                .toList();
    }
}
