package org.paralux.proxy.gate;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The gates of a class, fixed before the evidence.
 *
 * @param rules one for each kind
 * @param lagLimit a lag that may be longer is too long
 * @param hold so long a breached gate stays shut at least
 * @param accepted causes of divergences that count as none
 * @param alpha how often all that passes of this class may pass wrongly
 */
public record GateRules(
        Map<GateKind, GateRule> rules, Duration lagLimit, Duration hold, Set<String> accepted, double alpha) {
    /** How often any class of a plan may pass wrongly. */
    public static final double FAMILY_ALPHA = 0.05;

    /** Among so many classes that is shared out where no plan says how many there are. */
    private static final int CLASSES = 40;

    /** Where nothing else is said. */
    public static final GateRules PLAIN = new GateRules(
            Map.of(
                    GateKind.DIVERGENCE, new GateRule(GateKind.DIVERGENCE, 0.01, GateAction.ROLLBACK, 20),
                    GateKind.LAG, new GateRule(GateKind.LAG, 0.01, GateAction.ROLLBACK, 20),
                    GateKind.LATENCY, new GateRule(GateKind.LATENCY, 1.5, GateAction.ROLLBACK, 20),
                    GateKind.ERRORS, new GateRule(GateKind.ERRORS, 0.01, GateAction.ROLLBACK, 20),
                    GateKind.REFUSED, new GateRule(GateKind.REFUSED, 0.01, GateAction.ROLLBACK, 20),
                    GateKind.COVERAGE, new GateRule(GateKind.COVERAGE, 0.95, GateAction.PAUSE, 20)),
            Duration.ofSeconds(20),
            Duration.ofMinutes(30),
            Set.of(),
            FAMILY_ALPHA / CLASSES);

    public GateRules {
        rules = Map.copyOf(rules);
        accepted = Set.copyOf(accepted);
        for (GateKind kind : GateKind.values()) {
            if (!rules.containsKey(kind)) {
                throw new IllegalArgumentException("gates: no " + kind.word() + " (expected: one of each kind)");
            }
        }
    }

    public GateRule of(GateKind kind) {
        GateRule rule = rules.get(kind);
        if (rule == null) {
            throw new IllegalStateException("checked when it was made");
        }
        return rule;
    }

    /** These, with another rule in place of the one of its kind. */
    public GateRules with(GateRule rule) {
        Map<GateKind, GateRule> changed = new EnumMap<>(rules);
        changed.put(rule.kind(), rule);
        return new GateRules(changed, lagLimit, hold, accepted, alpha);
    }

    /** These, for one of so many classes. */
    public GateRules amongClasses(int classes) {
        return new GateRules(rules, lagLimit, hold, accepted, FAMILY_ALPHA / classes);
    }

    long lagLimitMicros() {
        return lagLimit.toNanos() / 1000;
    }
}
