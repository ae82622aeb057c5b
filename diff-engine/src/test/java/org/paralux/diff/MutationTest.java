package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.diff.Json.Style;
import org.paralux.luxi.Payload;

/** Real replies with one thing changed: each sort of change is found and named, and no harmless rewriting is. */
class MutationTest {
    private static final Comparer COMPARER = new Comparer(Rules.shipped());

    /** The recorded replies that are JSON of ordinary texts. */
    private static List<RecordedReplies> recorded() {
        return RecordedReplies.all().stream()
                .filter(each -> Reply.read(each.reply()) instanceof Reply.Reading.Good)
                .filter(each -> text(each.reply()).chars().allMatch(c -> c >= ' ' && c != 0xFFFD))
                .toList();
    }

    private static String text(Payload payload) {
        return new String(payload.toByteArray(), StandardCharsets.UTF_8);
    }

    private static Comparison compare(RecordedReplies recorded, Payload changed) {
        return COMPARER.compare(recorded.query().orElse(null), recorded.reply(), changed);
    }

    @Test
    void thereAreEnoughOfBoth() {
        assertTrue(Mutation.values().length >= 30);
        assertTrue(Rewriting.values().length >= 30);
        assertTrue(recorded().size() > 250);
    }

    @ParameterizedTest
    @EnumSource
    void aMutationIsFoundAndNamed(Mutation mutation) {
        int applied = 0;
        for (RecordedReplies recorded : recorded()) {
            for (long seed = 0; seed < 3; seed++) {
                Random random = new Random(seed);
                Object reply = Json.read(text(recorded.reply()));
                if (reply instanceof Map<?, ?> map && mutation.change(Mutation.Tree.of(map, random))) {
                    applied++;
                    Payload changed = Json.payload(reply, seed == 0 ? Style.COMPACT : Style.WILD, random);
                    check(mutation, recorded, compare(recorded, changed), "seed " + seed);
                }
            }
        }
        assertTrue(applied > 0, "never applied");
    }

    private static void check(Mutation mutation, RecordedReplies recorded, Comparison found, String seed) {
        String where = mutation + " of " + recorded.name() + ", " + seed + ":\n" + Replies.told(found);
        assertEquals(Verdict.DIVERGENT, found.verdict(), where);
        TreeSet<DivergenceKind> kinds = new TreeSet<>();
        found.divergences().forEach(each -> kinds.add(each.kind()));
        assertTrue(mutation.expected().containsAll(kinds), where);
        assertTrue(mutation.isOne() ? found.divergenceCount() == 1 : found.divergenceCount() >= 1, where);
    }

    @ParameterizedTest
    @EnumSource
    void aHarmlessRewritingIsNotReported(Rewriting rewriting) {
        int applied = 0;
        for (RecordedReplies recorded : recorded()) {
            String before = text(recorded.reply());
            String after = rewriting.rewrite(before);
            if (!after.equals(before)) {
                applied++;
                Comparison found = compare(recorded, Payload.of(after));
                assertEquals(
                        rewriting.expected(), found.verdict(), () -> recorded.name() + ":\n" + Replies.told(found));
                if (found.verdict() == Verdict.MATCH) {
                    assertEquals(ReplyDigest.of(recorded.reply()), ReplyDigest.of(Payload.of(after)));
                }
            }
        }
        assertTrue(applied > 0, "never applied");
    }

    @Test
    void aReplyCutShortIsAFailureOfTheShadow() {
        for (RecordedReplies recorded : recorded()) {
            byte[] bytes = recorded.reply().toByteArray();
            Payload cut = Payload.wrap(Arrays.copyOf(bytes, bytes.length - 1));
            assertEquals(Verdict.SHADOW_FAILED, compare(recorded, cut).verdict(), recorded::name);
        }
    }

    /** Two recorded replies to different questions never match, unless they say the same. */
    @Test
    void differentRepliesNeverMatch() {
        Map<String, Payload> byText = new HashMap<>();
        recorded().stream()
                .filter(each -> text(each.reply()).startsWith("{\"success\":true"))
                .forEach(each -> byText.put(text(each.reply()), each.reply()));
        List<Payload> different = byText.values().stream().limit(60).toList();
        for (Payload a : different) {
            for (Payload b : different) {
                boolean same = ReplyDigest.of(a).equals(ReplyDigest.of(b));
                Comparison found = new Comparer(Rules.none()).compare(null, a, b);
                assertEquals(same, found.verdict() == Verdict.MATCH, () -> text(a) + "\n" + text(b));
            }
        }
    }
}
