package org.paralux.qa.simulate.flaw;

import org.paralux.diff.Cause;
import org.paralux.diff.DivergenceKind;

/** How a divergence that a flaw makes is called. */
public record Sign(DivergenceKind kind, Cause cause) {
    /** {@code value/inverted-boolean}. */
    public String words() {
        return kind.word() + "/" + cause.word();
    }
}
