package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paralux.luxi.RequestKind;

/** What a line says is what stands in it, whatever was read before. */
final class LineDecoderTest {
    /** Each is the beginning of another, or ends as it does, or has in it what ends a text or a list. */
    private static final List<String> TEXTS = List.of(
            "", "a", "ab", "a\"", "a\\", "a\\\"", "a\",\"b", "a]", "b", "\u00fc", "\u00fca", "aaaaaaaa", "aaaaaaaab");

    private static final List<List<String>> LISTS =
            List.of(List.of(), List.of(""), List.of("a"), List.of("a", "b"), List.of("a\",\"b"), List.of("a]"), TEXTS);

    private static final double[] PROBABILITIES = {0, 0.9, 0.92, 0.925, 1};

    /** Seconds: within a minute, in others, on other days, before 1970. */
    private static final long[] TIMES = {1_795_462_740, 1_795_462_741, 1_795_462_799, 1_795_462_800, 86_400, 0, -1};

    @Test
    void whatALineSaysDoesNotDependOnTheLinesBefore() throws MalformedRecord {
        long seed = 20261201;
        Random random = new Random(seed);
        LineDecoder decoder = new LineDecoder();
        for (int i = 0; i < 20_000; i++) {
            Instant time =
                    Instant.ofEpochSecond(TIMES[random.nextInt(TIMES.length)], random.nextInt(1_000_000) * 1000L);
            AuditEntry written = new AuditEntry(i + 1, time, random.nextBoolean() ? outcome(random) : exchange(random));
            byte[] line = TestLines.encode(written.seq(), time, written.event());
            assertEquals(written, TestLines.decode(decoder, line), "seed " + seed + ", line " + i);
        }
    }

    @Test
    void aTimeIsCheckedAlsoWithinTheMinuteOfTheOneBefore() throws MalformedRecord {
        LineDecoder decoder = new LineDecoder();
        byte[] line = TestLines.encode(1, Instant.ofEpochSecond(TIMES[0]), outcome(new Random(0)));
        TestLines.decode(decoder, line);
        int seconds = new String(line, StandardCharsets.ISO_8859_1).indexOf("Z\"") - 9;
        for (String wrong : List.of("60", "7x", "-1", "1/")) {
            byte[] altered = line.clone();
            System.arraycopy(wrong.getBytes(StandardCharsets.ISO_8859_1), 0, altered, seconds, 2);
            assertThrows(MalformedRecord.class, () -> TestLines.decode(decoder, altered), wrong);
        }
    }

    private static AuditEvent outcome(Random random) {
        return new AuditEvent.QueryOutcome(
                text(random),
                text(random),
                text(random),
                text(random),
                Outcome.MATCH,
                null,
                null,
                null,
                null,
                random.nextBoolean() ? null : list(random),
                random.nextInt(3),
                null,
                PROBABILITIES[random.nextInt(PROBABILITIES.length)],
                random.nextBoolean() ? null : text(random),
                null,
                7L,
                0,
                random.nextBoolean() ? null : text(random));
    }

    private static AuditEvent exchange(Random random) {
        return new AuditEvent.Exchange(
                text(random),
                text(random),
                text(random),
                text(random),
                random.nextBoolean() ? null : text(random),
                random.nextBoolean() ? null : text(random),
                random.nextBoolean() ? null : list(random),
                random.nextBoolean() ? null : text(random),
                random.nextBoolean() ? null : list(random),
                RequestKind.QUERY,
                text(random),
                text(random),
                random.nextBoolean(),
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                ExchangeEnd.COMPLETE,
                null,
                text(random));
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static List<String> list(Random random) {
        return LISTS.get(random.nextInt(LISTS.size()));
    }
}
