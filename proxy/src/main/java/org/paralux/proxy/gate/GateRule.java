package org.paralux.proxy.gate;

/**
 * One gate of a class.
 *
 * @param limit for {@code latency} how many times the primary's time the shadow may take in the median; for
 *     {@code coverage} the share that must be compared; for the others the share that may fail
 * @param minimum under so many trials it is never breached, but by what is certain
 */
public record GateRule(GateKind kind, double limit, GateAction action, int minimum) {
    public GateRule {
        boolean fits = kind == GateKind.LATENCY ? limit >= 1 && limit <= 1000 : limit > 0 && limit < 1;
        if (!fits) {
            throw new IllegalArgumentException(kind.word() + ": " + limit + " (expected: "
                    + (kind == GateKind.LATENCY ? "1 to 1000)" : "above 0, below 1)"));
        }
        if (minimum < 1) {
            throw new IllegalArgumentException("minimum: " + minimum + " (expected: >= 1)");
        }
    }
}
