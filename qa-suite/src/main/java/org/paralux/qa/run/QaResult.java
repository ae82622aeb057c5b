package org.paralux.qa.run;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.finding.CorpusReplay;
import org.paralux.qa.finding.Finding;

/**
 * What a run came to.
 *
 * @param findings in the order of what they are called
 * @param corpus what became of the cases of earlier runs
 * @param leftOut what the catalogue leaves out, and why
 * @param remarks what both daemons break alike, and in how many cases
 * @param events what happened to the daemons meanwhile
 * @param stopped why it ended early; null where it is complete
 */
public record QaResult(
        long seed,
        Duration took,
        Collection<Finding> findings,
        List<CorpusReplay.Result> corpus,
        Tally tally,
        List<String> leftOut,
        Map<String, Long> remarks,
        List<String> events,
        @Nullable String stopped) {
    public QaResult {
        findings = List.copyOf(findings);
        corpus = List.copyOf(corpus);
        leftOut = List.copyOf(leftOut);
        events = List.copyOf(events);
    }

    /** Whether too little is known to say that the daemons agree. */
    public boolean isIncomplete() {
        return stopped != null || tally.of(CaseResult.UNDECIDED) > 0 || tally.tried() == 0;
    }
}
