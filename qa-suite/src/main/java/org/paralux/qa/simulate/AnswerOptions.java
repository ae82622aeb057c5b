package org.paralux.qa.simulate;

import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.model.ReloadLag;

/**
 * What one embedded daemon answers.
 *
 * @param reloadLag how much later than written the configuration is seen
 * @param strictParity whether it answers queries as the other style does, but for what the wire makes equivalent
 * @param queryOnly whether it refuses commands and waits, as luxid does up to 2.10
 * @param flaws what it does wrong
 */
public record AnswerOptions(
        DaemonStyle style, ReloadLag reloadLag, boolean strictParity, boolean queryOnly, Flaws flaws) {
    /** A daemon of that style with all its ways, prompt and without a flaw. */
    public static AnswerOptions of(DaemonStyle style) {
        return new AnswerOptions(style, ReloadLag.NONE, false, false, Flaws.NONE);
    }

    public AnswerOptions withReloadLag(ReloadLag lag) {
        return new AnswerOptions(style, lag, strictParity, queryOnly, flaws);
    }

    public AnswerOptions withStrictParity() {
        return new AnswerOptions(style, reloadLag, true, queryOnly, flaws);
    }

    /** The same for queries alone. */
    public AnswerOptions forQueriesOnly() {
        return new AnswerOptions(style, reloadLag, strictParity, true, flaws);
    }

    public AnswerOptions withFlaws(Flaws others) {
        return new AnswerOptions(style, reloadLag, strictParity, queryOnly, others);
    }

    Dialect dialect() {
        Dialect own = switch (style) {
            case MASTERD -> new MasterdDialect();
            case LUXID -> new LuxidDialect();
        };
        return strictParity ? new ParityDialect(own) : own;
    }
}
