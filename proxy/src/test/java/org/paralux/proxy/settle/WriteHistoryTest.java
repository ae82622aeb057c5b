package org.paralux.proxy.settle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which writes to the configuration nobody saw pass. */
class WriteHistoryTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long now = 100 * SECOND;
    private final WriteHistory writes = new WriteHistory(() -> now);

    @Test
    void aWriteOfTheFileAloneIsUnseen() {
        writes.configurationWritten(100 * SECOND, 101 * SECOND);
        assertTrue(writes.unseenBetween(90 * SECOND, 110 * SECOND));
        assertTrue(writes.unseenBetween(101 * SECOND, 110 * SECOND));
        assertFalse(writes.unseenBetween(102 * SECOND, 110 * SECOND));
        assertFalse(writes.unseenBetween(90 * SECOND, 99 * SECOND));
    }

    @Test
    void aWriteWhileACommandWasUnderWayIsThatCommands() {
        now = 105 * SECOND;
        writes.wrote(100 * SECOND, new Mentions(Set.of("inst1")));
        writes.configurationWritten(101 * SECOND, 102 * SECOND);
        assertFalse(writes.unseenBetween(90 * SECOND, 110 * SECOND));
    }

    @Test
    void aWriteSoonAfterACommandIsThatCommandsEvenIfTheFileWasSeenFirst() {
        writes.configurationWritten(100 * SECOND, 101 * SECOND);
        now = 100 * SECOND - SECOND / 2;
        writes.wrote(99 * SECOND, Mentions.ANYTHING);
        assertFalse(writes.unseenBetween(90 * SECOND, 110 * SECOND));
    }

    @Test
    void aWriteLongAfterTheJobEndedIsUnseen() {
        writes.jobBegan("17", 90 * SECOND, Mentions.ANYTHING);
        writes.configurationWritten(99 * SECOND, 99 * SECOND + 1);
        assertFalse(writes.unseenBetween(80 * SECOND, 110 * SECOND));
        writes.jobEnded("17");
        writes.configurationWritten(102 * SECOND, 103 * SECOND);
        assertTrue(writes.unseenBetween(80 * SECOND, 110 * SECOND));
    }
}
