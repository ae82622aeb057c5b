package org.paralux.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paralux.luxi.Payload;

/** A comparison is the same wherever the replies lie. */
class MappedRepliesTest {
    private static final Comparer COMPARER = new Comparer(Rules.shipped());

    private static Payload mapped(Arena arena, Payload reply) {
        MemorySegment segment = arena.allocate(reply.length() + 1L).asSlice(0, reply.length());
        MemorySegment.copy(reply.toByteArray(), 0, segment, ValueLayout.JAVA_BYTE, 0, reply.length());
        return Payload.mapped(segment);
    }

    @Test
    void everyPairOfRecordedRepliesComparesAlikeFromTheHeapAndMapped() {
        List<RecordedReplies> all = RecordedReplies.all();
        for (int i = 0; i < all.size(); i++) {
            RecordedReplies one = all.get(i);
            for (int j = i; j < Math.min(all.size(), i + 12); j++) {
                try (Arena arena = Arena.ofConfined()) {
                    Payload a = one.reply();
                    Payload b = all.get(j).reply();
                    Payload mappedA = mapped(arena, a);
                    Payload mappedB = mapped(arena, b);
                    String pair = one.name() + " and " + all.get(j).name();
                    String expected = told(one, a, b);
                    assertEquals(expected, told(one, mappedA, mappedB), pair);
                    assertEquals(expected, told(one, mappedA, b), pair);
                    assertEquals(expected, told(one, a, mappedB), pair);
                    assertEquals(ReplyDigest.of(a), ReplyDigest.of(mappedA), pair);
                }
            }
        }
    }

    private static String told(RecordedReplies recorded, Payload a, Payload b) {
        return COMPARER.compare(recorded.query().orElse(null), a, b).toString();
    }
}
