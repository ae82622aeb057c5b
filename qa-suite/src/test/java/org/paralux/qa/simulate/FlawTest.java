package org.paralux.qa.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.diff.Comparison;
import org.paralux.diff.Divergence;
import org.paralux.diff.DivergenceGroup;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.flaw.Sign;
import org.paralux.qa.simulate.flaw.Trace;

/** Each flaw is found by what it says it is found by, and by nothing else. */
class FlawTest {
    private static final Set<Flaw> NOT_THE_SAME_EACH_TIME = Set.of(Flaw.SOMETIMES_TRUNCATES, Flaw.OUT_OF_TURN);

    /** Enough for every field, with every operator. */
    private static final long CASES = 6000;

    private static TwoDaemons daemonsWith(Flaw flaw) {
        TwoDaemons daemons = new TwoDaemons(
                AnswerOptions.of(DaemonStyle.LUXID).withStrictParity().withFlaws(Flaws.of(flaw)));
        if (flaw == Flaw.STALE_CONFIG) {
            daemons.world
                    .cluster()
                    .change(tree ->
                            tree.withObjectProperty("cluster").putArray("tags").add("new"));
        }
        return daemons;
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWhereItSaysAndNowhereElse(Flaw flaw) {
        TwoDaemons daemons = daemonsWith(flaw);
        Trace trace = flaw.trace();
        Set<String> unseen = new TreeSet<>(trace.classes());
        Set<String> wrong = new TreeSet<>();
        Set<Sign> seen = new HashSet<>();
        Set<String> fields = new TreeSet<>();
        boolean found = false;
        for (Payload request : daemons.catalogue(CASES)) {
            Comparison comparison = daemons.compare(request);
            String queryClass = TwoDaemons.queryClass(request);
            if (comparison.verdict() == Verdict.MATCH) {
                continue;
            }
            boolean asItSays =
                    comparison.verdict() == trace.verdict() || trace.signs().isEmpty();
            if (!asItSays || !trace.isSeenBy(queryClass)) {
                wrong.add(Probe.text(request) + ": " + comparison.verdict());
                continue;
            }
            found = true;
            if (!NOT_THE_SAME_EACH_TIME.contains(flaw)) {
                assertSamePlaces(daemons, request, comparison.divergences());
            }
            unseen.removeIf(each -> Trace.in(each).isSeenBy(queryClass));
            for (DivergenceGroup group : comparison.groups()) {
                seen.add(new Sign(group.kind(), group.cause()));
                if (group.field() != null) {
                    fields.add(group.field());
                }
                if (!trace.explains(queryClass, group.field(), group.kind(), group.cause())) {
                    wrong.add(Probe.text(request) + ": " + group);
                }
            }
        }
        assertEquals(Set.of(), wrong);
        assertTrue(found, "found nowhere");
        assertEquals(Set.of(), unseen, "classes that never show it");
        if (!trace.signs().isEmpty() && NOT_THE_SAME_EACH_TIME.contains(flaw)) {
            assertTrue(trace.signs().containsAll(seen), seen::toString);
        } else if (!trace.signs().isEmpty()) {
            assertEquals(Set.copyOf(trace.signs()), seen);
        }
        if (!trace.fields().isEmpty() && trace.verdict() == Verdict.DIVERGENT) {
            assertEquals(trace.fields(), fields);
        }
    }

    /** Places are what settling decides on, so a flaw that is always there is always in the same ones. */
    private static void assertSamePlaces(TwoDaemons daemons, Payload request, List<Divergence> first) {
        assertEquals(first, daemons.compare(request).divergences(), () -> Probe.text(request));
    }

    @Test
    void leaveWhatTheWorldHoldsAsItIs() {
        TwoDaemons daemons = new TwoDaemons(
                AnswerOptions.of(DaemonStyle.LUXID).withStrictParity().withFlaws(Flaws.of(Flaw.values())));
        List<Payload> catalogue = daemons.catalogue(CASES);
        List<Optional<Payload>> before = replies(daemons, catalogue);
        catalogue.forEach(daemons::compare);
        assertEquals(before, replies(daemons, catalogue));
    }

    private static List<Optional<Payload>> replies(TwoDaemons daemons, List<Payload> catalogue) {
        return catalogue.stream()
                .map(request -> Optional.ofNullable(TwoDaemons.reply(daemons.primary, request)))
                .toList();
    }
}
