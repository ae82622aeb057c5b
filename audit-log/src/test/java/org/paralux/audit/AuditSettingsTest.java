package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AuditSettingsTest {
    @Test
    void theDefaultsAreThoseOfTheContract() {
        AuditSettings defaults = AuditSettings.defaults();
        assertEquals(16L << 20, defaults.queueBytes());
        assertEquals(new SyncPolicy.Every(Duration.ofSeconds(1)), defaults.sync());
        assertEquals(new AuditSettings.Rotation(64L << 20, Duration.ofHours(1)), defaults.rotation());
        assertEquals(new AuditSettings.Retention(4L << 30, Duration.ofDays(35)), defaults.retention());
        assertEquals(new AuditSettings.Floor(2L << 30, 10), defaults.floor());
        assertEquals(Duration.ofMinutes(5), defaults.headInterval());
    }

    private static Stream<Executable> wrong() {
        AuditSettings defaults = AuditSettings.defaults();
        Duration hour = Duration.ofHours(1);
        return Stream.of(
                () -> defaults.withQueueBytes(0),
                () -> new SyncPolicy.Every(Duration.ZERO),
                () -> new AuditSettings.Rotation(0, hour),
                () -> new AuditSettings.Rotation(1, Duration.ofSeconds(-1)),
                () -> new AuditSettings.Retention(-1, hour),
                () -> new AuditSettings.Retention(1, Duration.ZERO),
                () -> new AuditSettings.Floor(-1, 10),
                () -> new AuditSettings.Floor(1, 101),
                () -> new AuditHead(Events.START, 1, "abc"),
                () -> ReadOptions.all().withFromSeq(-1));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aSettingThatCannotBeIsRefusedWithWhatWasExpected(Executable setting) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, setting).getMessage());
        assertEquals(true, message.matches("[\\w ]+: .+ \\(expected: .+\\)"), message);
    }
}
