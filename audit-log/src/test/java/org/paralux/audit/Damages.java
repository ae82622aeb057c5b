package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks at the damage that is found in a log. */
final class Damages {
    private Damages() {}

    static AuditDamage of(TestLog log) throws IOException {
        return of(log.verify());
    }

    static AuditDamage of(Verification verification) {
        @Nullable AuditDamage damage = verification.damage();
        assertNotNull(damage, () -> "no damage found: " + verification.lines());
        return Objects.requireNonNull(damage);
    }

    static void assertFound(TestLog log, AuditDamage.Kind kind, Segment segment, long seq, long offset, String what)
            throws IOException {
        AuditDamage damage = of(log);
        assertEquals(kind, damage.kind(), () -> what + ": " + damage);
        assertEquals(seq, damage.seq(), () -> what + ": " + damage);
        assertEquals(segment.name(), damage.segment(), () -> what + ": " + damage);
        assertEquals(offset, damage.offset(), () -> what + ": " + damage);
    }

    /** Where a line begins. */
    static long offset(List<String> lines, int index) {
        return lines.subList(0, index).stream()
                .mapToLong(line -> line.length() + 1)
                .sum();
    }
}
