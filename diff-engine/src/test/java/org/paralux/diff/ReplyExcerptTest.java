package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paralux.diff.Replies.rows;
import static org.paralux.diff.Replies.success;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.diff.Json.Style;
import org.paralux.luxi.Payload;

/** The excerpts of two replies differ as the replies do, in the rows that they were made for. */
class ReplyExcerptTest {
    private static final Comparer COMPARER = new Comparer(Rules.shipped());
    private static final int ENOUGH = 1 << 20;

    private static String excerpt(String reply, String... names) {
        return ReplyExcerpt.of(Payload.of(reply), Set.of(names), ENOUGH)
                .map(excerpt -> new String(excerpt.toByteArray(), StandardCharsets.UTF_8))
                .orElse("none");
    }

    @Test
    void ofRowsThoseThatAreNamedAreTakenAndAllElseStays() {
        assertEquals(
                rows("name os", "[[0,\"b\"],[0,\"x\"]]", "[[0,\"d\"],[0,\"b\"]]"),
                excerpt(
                        rows(
                                "name os",
                                "[[0,\"a\"],[0,\"x\"]]",
                                "[[0,\"b\"],[0,\"x\"]]",
                                "[[0,\"c\"],[0,\"bb\"]]",
                                "[[0,\"d\"],[0,\"b\"]]"),
                        "b"));
        assertEquals(success("[[7,\"success\"]]"), excerpt(success("[[6,\"error\"],[7,\"success\"],[77,null]]"), "7"));
        assertEquals(
                success("[ ]"), excerpt(success("[ [\"a\"] , [\"b\"] ]"), "c").replace("[]", "[ ]"));
        assertEquals(success("[{\"n\":\"\\u0062\"}]"), excerpt(success("[{\"n\":\"a\"},{\"n\":\"\\u0062\"}]"), "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "{",
                "{\"success\":true",
                "{\"result\":",
                "{\"result\":[",
                "{\"result\":{\"data\":[[\"a"
            })
    void whatHasNoRowsOrNoEndGivesNone(String reply) {
        assertEquals("none", excerpt(reply, "a"));
        assertEquals("none", excerpt(success("{\"name\":\"a\"}"), "a"));
    }

    @ParameterizedTest
    @CsvSource({"40, 0", "60, 1", "80, 2", "1000, 3"})
    void itIsNoLongerThanItMayBe(int maxBytes, int least) {
        String row = "[\"a\",\"0123456789\"]";
        Optional<Payload> excerpt =
                ReplyExcerpt.of(Payload.of(success("[" + row + "," + row + "," + row + "]")), Set.of("a"), maxBytes);
        assertTrue(excerpt.isEmpty() || excerpt.get().length() <= maxBytes);
        assertTrue(
                excerpt.isEmpty()
                        ? least == 0
                        : new String(excerpt.get().toByteArray(), StandardCharsets.UTF_8).split("0123", -1).length - 1
                                >= least);
    }

    @ParameterizedTest
    @EnumSource
    void excerptsDifferWhereTheRepliesDo(Mutation mutation) {
        for (RecordedReplies recorded : RecordedReplies.all()) {
            for (long seed = 0; seed < 2; seed++) {
                Random random = new Random(seed);
                String text = new String(recorded.reply().toByteArray(), StandardCharsets.UTF_8);
                boolean isOrdinary = Reply.read(recorded.reply()) instanceof Reply.Reading.Good
                        && text.chars().allMatch(c -> c >= ' ' && c != 0xFFFD);
                if (isOrdinary
                        && Json.read(text) instanceof Map<?, ?> map
                        && mutation.change(Mutation.Tree.of(map, random))) {
                    check(
                            recorded,
                            Json.payload(map, seed == 0 ? Style.COMPACT : Style.WILD, random),
                            mutation + " of " + recorded.name() + ", seed " + seed);
                }
            }
        }
    }

    private static void check(RecordedReplies recorded, Payload changed, String where) {
        Comparison whole = COMPARER.compare(recorded.query().orElse(null), recorded.reply(), changed);
        Set<String> names = whole.divergences().stream()
                .map(each -> each.place().row())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            Optional<Payload> a = ReplyExcerpt.of(mapped(arena, recorded.reply()), names, ENOUGH);
            Optional<Payload> b = ReplyExcerpt.of(mapped(arena, changed), names, ENOUGH);
            assertTrue(a.isPresent() && b.isPresent(), where);
            Comparison parts = COMPARER.compare(recorded.query().orElse(null), a.get(), b.get());
            assertEquals(inRows(whole), inRows(parts), where);
            assertTrue(a.get().length() <= recorded.reply().length(), where);
        }
    }

    /** Without causes: some are told by the rows around. */
    private static Set<String> inRows(Comparison comparison) {
        return comparison.divergences().stream()
                .filter(each -> each.place().row() != null && each.kind() != DivergenceKind.ORDER)
                .map(each -> each.path() + " " + each.kind())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Payload mapped(Arena arena, Payload reply) {
        MemorySegment segment = arena.allocate(reply.length() + 1L).asSlice(0, reply.length());
        MemorySegment.copy(reply.toByteArray(), 0, segment, ValueLayout.JAVA_BYTE, 0, reply.length());
        return Payload.mapped(segment);
    }
}
