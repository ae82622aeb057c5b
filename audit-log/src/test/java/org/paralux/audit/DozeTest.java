package org.paralux.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DozeTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Inbox inbox = new Inbox(1 << 20);

    @Test
    void aRecordEndsASleep() {
        Doze doze = new Doze(1, FOR_EVER);
        Thread sleeper = Thread.ofPlatform().daemon().start(() -> doze.rest(false, inbox));
        await().atMost(TestLog.LIMIT).until(doze::isAsleep);
        inbox.add(Events.START, Events.started("r1"));
        doze.wake();
        await().atMost(TestLog.LIMIT).until(() -> !sleeper.isAlive());
    }

    @Test
    void noSleepBeginsWhileARecordWaits() {
        inbox.add(Events.START, Events.started("r1"));
        Doze doze = new Doze(1, FOR_EVER);
        doze.rest(false, inbox);
        assertFalse(doze.isAsleep());
    }

    @Test
    void aBusyWriterOnlyNapsSoThatNobodyWakesIt() {
        Doze doze = new Doze(2, FOR_EVER);
        for (int i = 0; i < 3; i++) {
            doze.rest(true, inbox);
            doze.rest(false, inbox);
        }
        assertFalse(doze.isAsleep());
    }
}
