package org.paralux.proxy.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/** Rare classes and clients are always seen, and frequent ones do not crowd them out. */
class SamplerTest {
    private static final long SECOND = 1_000_000_000;

    private long now;
    private long serial;

    private static Query query(String resource, String field) {
        return Query.in(Payload.of("{\"method\":\"Query\",\"args\":[\"" + resource + "\",[\"" + field + "\"],null]}"))
                .orElseThrow();
    }

    private static Query frequent() {
        return query("node", "name");
    }

    private static Query rare() {
        return query("group", "name");
    }

    @Test
    void ofAPartNoMoreIsTakenButForTheFirst() {
        Sampler sampler = new Sampler(1e9, () -> 0, new java.util.Random(7));
        for (int i = 0; i < 1000; i++) {
            Sampler.Choice choice = sampler.choose(frequent(), "a", i, 0.25);
            assertEquals(i < Sampler.ALWAYS ? 1 : 0.25, choice.probability());
        }
    }

    @Test
    void theFirstThreeOfEachClientAndFingerprintAreTaken() {
        Sampler sampler = new Sampler(0, () -> now, new Random(1));
        for (String client : new String[] {"a", "b"}) {
            for (Query query : new Query[] {frequent(), rare(), query("node", "uuid")}) {
                for (int i = 0; i < Sampler.ALWAYS; i++) {
                    assertEquals(new Sampler.Choice(true, 1), sampler.choose(query, client, ++serial, 1));
                }
                assertEquals(0, sampler.choose(query, client, ++serial, 1).probability());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRareClassIsSeenWholeBesideAFrequentOneThatGetsTheRest(long seed) {
        Sampler sampler = new Sampler(20, () -> now, new Random(seed));
        int rareTaken = 0;
        int rareAsked = 0;
        int frequentTaken = 0;
        for (int tick = 0; tick < 100_000; tick++) {
            now += SECOND / 1000;
            if (sampler.choose(frequent(), "a", ++serial, 1).taken()) {
                frequentTaken++;
            }
            if (tick % 500 == 0) {
                rareAsked++;
                rareTaken += sampler.choose(rare(), "b", ++serial, 1).taken() ? 1 : 0;
            }
        }
        assertEquals(rareAsked, rareTaken, "seed " + seed);
        int taken = frequentTaken;
        assertTrue(
                taken > 1200 && taken < 4000, () -> "seed " + seed + ": " + taken + " in 100 s (expected: about 1800)");
    }

    @Test
    void whatIsAskedLessThanThereIsRoomForIsTakenWhole() {
        Sampler sampler = new Sampler(50, () -> now, new Random(1));
        for (int i = 0; i < 1000; i++) {
            now += SECOND / 10;
            assertEquals(
                    1,
                    sampler.choose(i % 2 == 0 ? frequent() : rare(), "a", ++serial, 1)
                            .probability());
        }
    }
}
