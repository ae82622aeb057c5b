package org.paralux.report.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.report.Story;
import org.paralux.report.TimeRange;
import org.paralux.report.log.Selection;

/** What is told of answers that would have been others. */
class WhatIfTest {
    private static final String GROUPS = "{\"method\":\"Query\",\"args\":[\"group\",[\"name\"],null]}";
    private static final String NODES = "{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],null]}";

    private static WhatIf of(Story story, Selection selection) {
        WhatIfBuilder builder = new WhatIfBuilder(selection);
        story.entries().forEach(builder::accept);
        return builder.build();
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, names = "SKIPPED", mode = EnumSource.Mode.EXCLUDE)
    void everyOutcomeSaysWhetherTheAnswerWouldHaveBeenAnother(Outcome outcome) {
        Story story = Story.begin().client(1, "gnt-group");
        story.query(1, GROUPS).is(Outcome.MATCH);
        Story.Asked asked = story.query(1, GROUPS);
        WhatIf found = of(outcome == Outcome.LAG ? asked.lags(1L, 2L) : asked.is(outcome), Selection.ALL);
        WhatIf.ClassRow row = found.classes().getFirst();
        boolean changes = switch (outcome) {
            case DIVERGENT, LAG, REFUSED, SHADOW_FAILED -> true;
            case MATCH, EQUIVALENT, MOVED, UNDECIDED, SKIPPED -> false;
        };
        assertEquals(changes, found.changesAny());
        assertEquals(changes ? 1 : 0, row.changed());
        assertEquals(2, row.asked());
        assertEquals(2, row.compared());
        assertEquals(changes ? 1L : 0L, row.estimate());
        assertEquals(outcome == Outcome.UNDECIDED ? 1 : 0, row.unclear());
    }

    @Test
    void sampledTrialsStandForThoseThatWereNotTaken() {
        Story story = Story.begin().client(1, "gnt-group").client(2, "inventory");
        for (int i = 0; i < 90; i++) {
            story.query(2, GROUPS).skipped(SkipCause.SAMPLED_OUT);
        }
        story.query(1, GROUPS).is(Outcome.MATCH);
        story.query(2, GROUPS).taken(1.0 / 9).is(Outcome.DIVERGENT);
        WhatIf.ClassRow row = of(story, Selection.ALL).classes().getFirst();
        assertEquals(92, row.asked());
        assertEquals(2, row.compared());
        assertEquals(Math.round(92 * 0.9), row.estimate());
        assertEquals(
                "0 /usr/sbin/inventory cron.service", row.clients().getFirst().key());
        assertEquals(1, row.clients().size());
    }

    @Test
    void onlyWhatIsAskedForCounts() {
        Story story = Story.begin().client(1, "gnt-group");
        story.query(1, NODES).is(Outcome.DIVERGENT);
        story.after(Duration.ofDays(1)).query(1, GROUPS).is(Outcome.MATCH);
        Selection later = Selection.of(new TimeRange(Story.START.plus(Duration.ofHours(1)), null));
        assertFalse(of(story, later).changesAny());
        Selection groups = new Selection(TimeRange.ALL, null, "Query/group", null);
        assertEquals(1, of(story, groups).classes().size());
        Selection others = new Selection(TimeRange.ALL, null, null, "somebody else");
        assertTrue(of(story, others).isEmpty());
    }

    @Test
    void theTextSaysHowManyAndForWhom() {
        Story story = Story.begin().client(1, "gnt-node");
        story.query(1, NODES).is(Outcome.DIVERGENT);
        story.query(1, GROUPS);
        String text = of(story, Selection.ALL).text();
        assertTrue(
                text.startsWith(
                        "Query/node: 1 query asked, 1 compared; 1 would have changed (1 different), about 1 of all"),
                text);
        assertTrue(
                text.contains("  1 of 1 for 0 /usr/sbin/gnt-node cron.service, the last 'paralux explain r1-1"), text);
        assertTrue(
                text.contains("Query/group: 1 query asked, 0 compared; nothing is known of what would have been"),
                text);
    }
}
