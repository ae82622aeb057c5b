package org.paralux.qa.simulate;

import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.model.ReloadLag;

/**
 * What one embedded daemon answers.
 *
 * @param reloadLag how much later than written the configuration is seen
 * @param strictParity whether it answers queries as the other style does, but for what the wire makes equivalent
 * @param flaws what it does wrong
 */
public record AnswerOptions(DaemonStyle style, ReloadLag reloadLag, boolean strictParity, Flaws flaws) {
    /** A daemon of that style with all its ways, prompt and without a flaw. */
    public static AnswerOptions of(DaemonStyle style) {
        return new AnswerOptions(style, ReloadLag.NONE, false, Flaws.NONE);
    }

    public AnswerOptions withReloadLag(ReloadLag lag) {
        return new AnswerOptions(style, lag, strictParity, flaws);
    }

    public AnswerOptions withStrictParity() {
        return new AnswerOptions(style, reloadLag, true, flaws);
    }

    public AnswerOptions withFlaws(Flaws others) {
        return new AnswerOptions(style, reloadLag, strictParity, others);
    }

    Dialect dialect() {
        Dialect own = switch (style) {
            case MASTERD -> new MasterdDialect();
            case LUXID -> new LuxidDialect();
        };
        return strictParity ? new ParityDialect(own) : own;
    }
}
