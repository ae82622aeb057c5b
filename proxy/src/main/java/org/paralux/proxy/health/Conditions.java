package org.paralux.proxy.health;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Which conditions hold, and since when. Belongs to the thread that observes; {@link #current} is for any. */
public final class Conditions {
    private final Duration latencyBudget;
    private final Map<Condition, Instant> begun = new EnumMap<>(Condition.class);
    private volatile Map<Condition, Instant> current = Map.of();

    /** @param latencyBudget what the proxy itself may take, at most, of 99 in 100 exchanges of a minute */
    public Conditions(Duration latencyBudget) {
        this.latencyBudget = latencyBudget;
    }

    /** Looks again; a condition counts once it lasted as long as it may, and then since it began. */
    public Map<Condition, Instant> observe(Vitals vitals) {
        Map<Condition, Instant> now = new EnumMap<>(Condition.class);
        for (Condition condition : Condition.values()) {
            if (!condition.holds(vitals, latencyBudget)) {
                begun.remove(condition);
                continue;
            }
            Instant since = begun.computeIfAbsent(condition, _ -> vitals.now());
            if (!vitals.now().isBefore(since.plus(condition.grace()))) {
                now.put(condition, since);
            }
        }
        current = Map.copyOf(now);
        return current;
    }

    /** What the last look came to. */
    public Map<Condition, Instant> current() {
        return current;
    }
}
