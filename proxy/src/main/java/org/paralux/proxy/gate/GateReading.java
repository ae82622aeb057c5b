package org.paralux.proxy.gate;

/**
 * How one gate stands now.
 *
 * @param found what there is, in words
 * @param wanted what there must be, in words
 */
public record GateReading(GateKind kind, GateState state, GateAction action, String found, String wanted) {
    /** In one line, as {@code divergence: not enough evidence, at most 3.2 % (wanted: at most 1 %)}. */
    public String line() {
        return kind.word() + ": " + state.words() + ", " + found + " (wanted: " + wanted + ")";
    }
}
