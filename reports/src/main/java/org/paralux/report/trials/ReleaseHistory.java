package org.paralux.report.trials;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;

/** Which release of Ganeti ran when, as the log tells. Not thread-safe. */
public final class ReleaseHistory {
    private static final String RELEASE = "release";

    private final NavigableMap<Instant, String> releases = new TreeMap<>();

    public void accept(AuditEntry entry) {
        Map<String, String> builds = switch (entry.event()) {
            case AuditEvent.ProxyStarted started -> started.builds();
            case AuditEvent.EpochChanged changed -> changed.builds();
            case AuditEvent.ProxyStopped _,
                    AuditEvent.ClientSeen _,
                    AuditEvent.ConnectionOpened _,
                    AuditEvent.ConnectionClosed _,
                    AuditEvent.Exchange _,
                    AuditEvent.QueryOutcome _,
                    AuditEvent.DivergenceFound _,
                    AuditEvent.StageChanged _,
                    AuditEvent.GateChanged _,
                    AuditEvent.ClientSpared _,
                    AuditEvent.PlanChanged _,
                    AuditEvent.Gap _,
                    AuditEvent.SegmentsDropped _ -> Map.of();
        };
        String release = builds.get(RELEASE);
        if (release != null) {
            releases.put(entry.time(), release);
        }
    }

    /** The release at a time; null where the log does not tell. */
    public @Nullable String at(Instant time) {
        Map.Entry<Instant, String> last = releases.floorEntry(time);
        return last == null ? null : last.getValue();
    }
}
