package org.paralux.proxy.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paralux.audit.Outcome;
import org.paralux.audit.UndecidedCause;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/** A wrong value in an object that is written to all the time, each second, though not at that place. */
class ConstantWritesTest {
    private static final long MILLIS = 1_000_000;
    private static final Comparer COMPARER = new Comparer(Rules.shipped());

    private long now;
    private final WriteHistory writes = new WriteHistory(() -> now);

    /** What one side tells: the serial number it has by then, and a memory that nobody writes. */
    private interface Teller {
        Payload at(long millis, int memory);
    }

    private static final Teller WITH_SERIAL = (millis, memory) -> reply(true, millis / 1000, memory);
    private static final Teller ALWAYS_BEHIND = (millis, memory) -> reply(true, millis / 1000 - memory, memory);
    private static final Teller WITHOUT_SERIAL = (millis, memory) -> reply(false, 0, memory);

    private static Payload reply(boolean withSerial, long serial, int memory) {
        return Payload.of("{\"success\":true,\"result\":{\"fields\":[" + field("name", "text")
                + (withSerial ? "," + field("serial_no", "number") : "") + "," + field("be/memory", "unit")
                + "],\"data\":[[[0,\"inst1.example.com\"]" + (withSerial ? ",[0," + serial + "]" : "") + ",[0," + memory
                + "]]]}}");
    }

    private static String field(String name, String kind) {
        return "{\"name\":\"" + name + "\",\"title\":\"T\",\"kind\":\"" + kind + "\",\"doc\":\"D\"}";
    }

    private void moveTo(long millis) {
        for (long second = now / MILLIS / 1000 + 1; second <= millis / 1000; second++) {
            now = second * 1000 * MILLIS;
            writes.wrote(now, new Mentions(Set.of("inst1.example.com")));
        }
        now = millis * MILLIS;
    }

    /** A primary with memory 0 and a shadow with memory 1. */
    private Decision settle(Teller primary, Teller shadow, boolean asksSerial) {
        Query query = Query.in(Payload.of("{\"method\":\"Query\",\"args\":[\"instance\",[\"name\","
                        + (asksSerial ? "\"serial_no\"," : "") + "\"be/memory\"],null]}"))
                .orElseThrow();
        moveTo(100_500);
        Look first = new Look(Side.PRIMARY, now, now, primary.at(100_500, 0));
        Look second = new Look(Side.SHADOW, now, now, shadow.at(100_500, 1));
        Comparison comparison = COMPARER.compare(query, first.payload(), second.payload());
        Settling settling = new Settling(
                COMPARER,
                query,
                ComparisonContext.UNKNOWN,
                writes,
                SettlingPlan.CONFIGURATION,
                new ComparisonRoom(),
                List.of(),
                first,
                second,
                comparison);
        while (settling.decide().isEmpty() && settling.nextStep().isPresent()) {
            SettlingPlan.Step step = settling.nextStep().get();
            long millis = 100_500 + step.offset().toMillis();
            moveTo(millis);
            settling.look(new Look(Side.SHADOW, now, now, shadow.at(millis, 1)));
            if (step.primaryToo()) {
                settling.look(new Look(Side.PRIMARY, now, now, primary.at(millis, 0)));
            }
            settling.stepTaken();
        }
        return settling.giveUp(UndecidedCause.BUDGET);
    }

    @Test
    void isDivergentWhereTheSerialNumbersShowThatBothHaveTheSameVersion() {
        assertEquals(Outcome.DIVERGENT, settle(WITH_SERIAL, WITH_SERIAL, true).outcome());
    }

    @Test
    void isUndecidedWhereTheShadowIsAlwaysAVersionBehind() {
        assertEquals(Outcome.UNDECIDED, settle(WITH_SERIAL, ALWAYS_BEHIND, true).outcome());
    }

    @Test
    void isUndecidedWhereNobodyAskedForTheSerialNumber() {
        assertEquals(
                Outcome.UNDECIDED, settle(WITHOUT_SERIAL, WITHOUT_SERIAL, false).outcome());
    }
}
