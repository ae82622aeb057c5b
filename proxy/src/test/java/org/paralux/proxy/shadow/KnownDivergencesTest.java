package org.paralux.proxy.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paralux.audit.Outcome;
import org.paralux.diff.ReplyDigest;
import org.paralux.diff.Rules;
import org.paralux.luxi.Payload;
import org.paralux.proxy.epoch.Epoch;
import org.paralux.proxy.settle.Decision;

/** What was settled is known for the same query and answers, in the same epoch. */
class KnownDivergencesTest {
    private static final Payload QUERY = Payload.of(TrialsFixture.QUERY);
    private static final ReplyDigest ONE = ReplyDigest.of(Payload.of(TrialsFixture.reply(1)));
    private static final ReplyDigest TWO = ReplyDigest.of(Payload.of(TrialsFixture.reply(2)));

    private static Epoch epoch(String id) {
        return new Epoch(id, Map.of(), Rules.shipped(), 0, id);
    }

    @Test
    void nothingIsKnownOfAnotherEpoch() {
        KnownDivergences known = new KnownDivergences();
        KnownDivergences.Known settled =
                new KnownDivergences.Known(new Decision(Outcome.DIVERGENT, null, null, List.of(), 1), 17);
        known.settled(epoch("e1"), QUERY, ONE, TWO, settled);
        assertEquals(Optional.of(settled), known.of(epoch("e1"), QUERY, ONE, TWO));
        assertEquals(Optional.empty(), known.of(epoch("e2"), QUERY, ONE, TWO));
        assertEquals(Optional.empty(), known.of(epoch("e1"), QUERY, TWO, ONE));
    }
}
