package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.diff.Json.Style;
import org.paralux.luxi.Payload;

/** What holds of any two replies, tried over the recorded ones and over trees made from seeds. */
class ComparisonLawsTest {
    private static final int SEEDS = 400;

    private static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    private static Stream<RecordedReplies> recorded() {
        return RecordedReplies.all().stream();
    }

    private static Comparison compare(Payload a, Payload b) {
        return new Comparer(Rules.none()).compare(null, a, b);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReplyIsTheSameHoweverItIsWritten(long seed) {
        Random random = new Random(seed);
        Object reply = reply(random);
        Payload compact = Json.payload(reply, Style.COMPACT, random);
        for (Style style : List.of(Style.SPACED, Style.WILD, Style.WILD)) {
            Payload other = Json.payload(reply, style, random);
            Comparison comparison = compare(compact, other);
            assertEquals(Verdict.MATCH, comparison.verdict(), () -> "seed " + seed + " " + Replies.told(comparison));
            assertEquals(ReplyDigest.of(compact), ReplyDigest.of(other), () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedReplyIsTheSameHoweverItIsWritten(RecordedReplies recorded) {
        if (!(Reply.read(recorded.reply()) instanceof Reply.Reading.Good) || !isText(recorded.reply())) {
            return;
        }
        Object reply = Json.read(new String(recorded.reply().toByteArray(), java.nio.charset.StandardCharsets.UTF_8));
        for (long seed = 0; seed < 3; seed++) {
            Payload other = Json.payload(reply, seed == 0 ? Style.SPACED : Style.WILD, new Random(seed));
            Comparison comparison =
                    new Comparer(Rules.none()).compare(recorded.query().orElse(null), recorded.reply(), other);
            assertEquals(Verdict.MATCH, comparison.verdict(), () -> Replies.told(comparison));
            assertEquals(ReplyDigest.of(recorded.reply()), ReplyDigest.of(other));
        }
    }

    /** Jackson reads raw control characters and other encodings of its own accord differently. */
    private static boolean isText(Payload payload) {
        for (int i = 0; i < payload.length(); i++) {
            if (payload.byteAt(i) < ' ' && payload.byteAt(i) != '\n') {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneChangedLeafIsFoundAndFoundBothWays(long seed) {
        Random random = new Random(seed);
        Object reply = reply(random);
        Object changed = Changes.oneLeaf(reply, random);
        Payload a = Json.payload(reply, Style.WILD, random);
        Payload b = Json.payload(changed, Style.WILD, random);
        Comparison there = compare(a, b);
        Comparison back = compare(b, a);
        assertEquals(Verdict.DIVERGENT, there.verdict(), () -> "seed " + seed + " " + text(a) + " " + text(b));
        assertEquals(there.divergenceCount(), back.divergenceCount(), () -> "seed " + seed);
        assertNotEquals(ReplyDigest.of(a), ReplyDigest.of(b), () -> "seed " + seed);
        List<String> pathsThere =
                there.divergences().stream().map(Divergence::path).sorted().toList();
        List<String> pathsBack =
                back.divergences().stream().map(Divergence::path).sorted().toList();
        assertEquals(pathsThere, pathsBack, () -> "seed " + seed);
    }

    /** Each half is a digest of its own: one in 2^64 is by accident the same only if neither is idle. */
    @ParameterizedTest
    @MethodSource("seeds")
    void bothHalvesOfTheDigestTellOneChangedLeaf(long seed) {
        Random random = new Random(seed);
        Object reply = reply(random);
        String a = ReplyDigest.of(Json.payload(reply, Style.WILD, random)).hex();
        String b = ReplyDigest.of(Json.payload(Changes.oneLeaf(reply, random), Style.WILD, random))
                .hex();
        assertNotEquals(a.substring(0, 16), b.substring(0, 16), () -> "seed " + seed);
        assertNotEquals(a.substring(16), b.substring(16), () -> "seed " + seed);
        assertNotEquals(a.substring(0, 16), a.substring(16), () -> "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void twoRepliesMatchExactlyIfTheirDigestsAreTheSame(long seed) {
        Random random = new Random(seed);
        Object reply = reply(random);
        Payload a = Json.payload(reply, Style.WILD, random);
        Payload b = Json.payload(random.nextBoolean() ? reply : Changes.oneLeaf(reply, random), Style.WILD, random);
        boolean matches = compare(a, b).verdict() == Verdict.MATCH;
        assertEquals(matches, ReplyDigest.of(a).equals(ReplyDigest.of(b)), () -> "seed " + seed);
    }

    /** Every beginning of a real reply, and every byte of one replaced, comes to a verdict and to no exception. */
    @Test
    void noBytesThrow() {
        byte[] bytes = RecordedReplies.named("filter.instance.eq").reply().toByteArray();
        Payload whole = Payload.wrap(bytes.clone());
        for (int length = 0; length < bytes.length; length++) {
            Payload part = Payload.copyOf(bytes, 0, length);
            assertEquals(Verdict.SHADOW_FAILED, compare(whole, part).verdict());
            assertEquals(Verdict.DIVERGENT, compare(part, whole).verdict());
            ReplyDigest.of(part);
        }
        Random random = new Random(1);
        for (int i = 0; i < bytes.length; i++) {
            byte[] broken = bytes.clone();
            broken[i] = (byte) random.nextInt(256);
            Verdict verdict = compare(whole, Payload.wrap(broken)).verdict();
            assertTrue(verdict != Verdict.MATCH || broken[i] == bytes[i], "byte " + i + ": " + broken[i]);
            compare(Payload.wrap(broken), whole);
        }
    }

    private static String text(Payload payload) {
        return new String(payload.toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** A successful reply whose result is any tree. */
    private static Object reply(Random random) {
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("success", true);
        reply.put("result", tree(random, 5));
        return reply;
    }

    private static @Nullable Object tree(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> Double.longBitsToDouble(random.nextLong() & 0x7FCFFFFFFFFFFFFFL);
            case 3 -> BigInteger.valueOf(random.nextInt(100) - 50);
            case 4 -> new BigInteger(1 + random.nextInt(200), random);
            case 5 -> word(random);
            case 6 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    list.add(tree(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(random.nextInt(20) == 0 ? 90 : 6); i > 0; i--) {
                    map.put(word(random), tree(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String word(Random random) {
        String letters = "abcdefghijklmnop/\"\\ \n\u00e9\u65e5\u0001]";
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            word.append(random.nextInt(30) == 0 ? "\ud83d\ude00" : letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
