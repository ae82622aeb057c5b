package org.paralux.proxy.health;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditHead;
import org.paralux.audit.AuditStatus;
import org.paralux.proxy.measure.Spread;

/** Vitals of which most does not matter. */
final class SampleVitals {
    private SampleVitals() {}

    static Vitals of(
            Instant now,
            boolean serving,
            ShadowState shadow,
            @Nullable String trouble,
            Map<String, Long> counts,
            @Nullable Long ownMicros) {
        return new Vitals(
                now,
                serving,
                shadow,
                new AuditStatus(new AuditHead(now, 1, "0".repeat(64)), 0, 0, trouble),
                null,
                0,
                0,
                counts,
                new Spread().view(),
                new Spread().view(),
                ownMicros);
    }
}
