package org.paralux.report.clients;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.report.Release;
import org.paralux.report.TimeRange;

/**
 * Who sent queries to the primary's socket, and what each of them should change.
 *
 * @param generated when the report was made
 * @param range the time it was asked for
 * @param log what the whole log covers; null where it is empty
 * @param observed the part of the log in the range; null where no record is
 * @param misdirectionApplies false where every request came to a listener of role {@code query}
 * @param runs the proxy's starts that reach into the range, in their order
 * @param totals every request of the range
 * @param clients those to change first, then by their number of queries
 * @param burnDown those of the clients to change, over time
 * @param losses records missing in the range
 * @param warnings what the reader must know before trusting the numbers, a sentence each
 */
public record ClientsReport(
        Instant generated,
        TimeRange range,
        @Nullable LogSpan log,
        @Nullable LogSpan observed,
        boolean misdirectionApplies,
        List<RunRow> runs,
        Accounting totals,
        List<ClientRow> clients,
        BurnDown burnDown,
        List<Loss> losses,
        List<String> warnings) {
    public ClientsReport {
        runs = List.copyOf(runs);
        clients = List.copyOf(clients);
        losses = List.copyOf(losses);
        warnings = List.copyOf(warnings);
    }

    /** Some records of a log and the times of the first and the last. */
    public record LogSpan(long records, Instant first, Instant last) {}

    /** Whether the release takes queries and jobs on one socket, so that all of them belong there. */
    public boolean onOneSocket() {
        String release = runs.isEmpty() ? null : runs.getLast().release();
        return release != null
                && Release.in(release)
                        .filter(each -> !each.isBefore(Release.ONE_SOCKET))
                        .isPresent();
    }

    /** How far the clients have moved; null where the log does not see both sockets. */
    public @Nullable Migration migration() {
        boolean seesBoth = misdirectionApplies
                && (totals.onQuerySocket() > 0 || runs.stream().anyMatch(run -> run.queryListen() != null));
        return seesBoth ? Migration.of(clients) : null;
    }

    /** Whether any client sent misdirected queries that its release does not explain. */
    public boolean misdirected() {
        return totals.toChange() > 0;
    }

    /** The clients of one standing, in the report's order. */
    public List<ClientRow> clients(Standing standing) {
        return clients.stream().filter(client -> client.standing() == standing).toList();
    }
}
