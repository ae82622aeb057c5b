package org.paralux.proxy.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private long nanos = Long.MAX_VALUE - 5;
    private final Sessions sessions = new Sessions(() -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void aCodeIsWorthlessAfterAMinute() {
        String early = sessions.newCode();
        String late = sessions.newCode();
        pass(Sessions.CODE_LIFE);
        assertTrue(sessions.open(early).isPresent());
        pass(Duration.ofNanos(1));
        assertEquals(Optional.empty(), sessions.open(late));
    }

    @Test
    void aSessionLastsAsLongAsAPersonUsesIt() {
        String session = sessions.open(sessions.newCode()).orElseThrow();
        for (int use = 0; use < 3; use++) {
            pass(Sessions.IDLE_LIFE);
            assertTrue(sessions.isOpen(session, true));
        }
        pass(Sessions.IDLE_LIFE);
        assertTrue(sessions.isOpen(session, false));
        pass(Duration.ofNanos(1));
        assertFalse(sessions.isOpen(session, true));
    }

    @Test
    void codesAndSessionsAreNoMoreThanSoMany() {
        String first = sessions.newCode();
        for (int more = 0; more < 16; more++) {
            sessions.newCode();
        }
        assertEquals(Optional.empty(), sessions.open(first));
        String oldest = sessions.open(sessions.newCode()).orElseThrow();
        for (int more = 0; more < 64; more++) {
            assertTrue(sessions.open(sessions.newCode()).isPresent());
        }
        assertFalse(sessions.isOpen(oldest, true));
    }
}
