package org.paralux.report.clients;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.SegmentsDropped;
import org.paralux.report.Release;

/** What a reader must know before trusting the numbers of a clients report. */
final class Warnings {
    private Warnings() {}

    /** @param current the release that the report's advice is for; null where it is not known */
    static List<String> about(
            List<RunRow> runs, @Nullable Release current, Accounting totals, @Nullable SegmentsDropped dropped) {
        List<String> warnings = new ArrayList<>();
        Set<String> clusters = runs.stream()
                .map(RunRow::cluster)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (clusters.size() > 1) {
            warnings.add("The log holds " + clusters.size() + " clusters (" + String.join(", ", clusters)
                    + "), and the numbers add them up: make a report of each folder by itself.");
        }
        if (current == null && totals.misdirected() > 0) {
            warnings.add(
                    "The log does not say the release of Ganeti: what is expected is so only in the releases named with it.");
        }
        if (current != null && !current.isBefore(Release.ONE_SOCKET) && totals.misdirected() > 0) {
            warnings.add("Ganeti " + current + " takes queries and jobs on one socket, where all of them belong: unless"
                    + " this is another socket, run the proxy with --listen-role query.");
        }
        if (dropped != null) {
            warnings.add("Retention has removed records up to number " + dropped.lastSeq()
                    + ": a process first seen there reads \"" + ClientRow.UNKNOWN_KEY + "\".");
        }
        return warnings;
    }
}
