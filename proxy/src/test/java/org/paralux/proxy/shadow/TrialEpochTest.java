package org.paralux.proxy.shadow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paralux.proxy.shadow.TrialsFixture.QUERY;
import static org.paralux.proxy.shadow.TrialsFixture.reply;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.audit.UndecidedCause;
import org.paralux.proxy.shadow.FakeShadow.Manner;

/** Evidence is of one epoch, or of none. */
class TrialEpochTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void eachTrialSaysOfWhichEpochItIs() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)))) {
            String first = fixture.epoch();
            fixture.offer(QUERY, reply(1));
            await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 1);
            String second = fixture.upgradeShadow("2.11.0");
            assertNotEquals(first, second);
            fixture.offer(QUERY, reply(1));
            await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 2);
            assertEquals(first, fixture.outcomes().getFirst().epoch());
            assertEquals(second, fixture.outcomes().getLast().epoch());
            assertEquals(Outcome.MATCH, fixture.outcomes().getLast().outcome());
        }
    }

    @Test
    void whatSettlesWhenADaemonBecomesAnotherIsUndecided() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow shadow = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)));
                FakeShadow _ = new FakeShadow(fixture.primarySocket, Manner.reply(reply(2)))) {
            String first = fixture.epoch();
            fixture.offer(QUERY, reply(2));
            await().atMost(TIME_LIMIT).until(() -> shadow.requests() >= 2);
            shadow.setManner(Manner.reply(reply(2)));
            fixture.upgradeShadow("2.11.0");
            assertOvertaken(fixture, first);
        }
    }

    @Test
    void anAnswerOfABuildThatNobodyHadSeenCountsForNone() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch upgraded = new CountDownLatch(1);
        Manner waits = client -> {
            asked.countDown();
            await().atMost(TIME_LIMIT).until(() -> upgraded.getCount() == 0);
            FakeShadow.write(client, reply(1) + "\u0003");
        };
        try (TrialsFixture fixture = new TrialsFixture(folder, Duration.ofSeconds(15));
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, waits)) {
            String first = fixture.epoch();
            fixture.offer(QUERY, reply(1));
            await().atMost(TIME_LIMIT).until(() -> asked.getCount() == 0);
            fixture.upgradeShadow("2.11.0");
            upgraded.countDown();
            assertOvertaken(fixture, first);
        }
    }

    private static void assertOvertaken(TrialsFixture fixture, String epoch) {
        await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 1);
        AuditEvent.QueryOutcome told = fixture.outcomes().getFirst();
        assertEquals(Outcome.UNDECIDED, told.outcome());
        assertEquals(UndecidedCause.SHUTDOWN, told.undecidedCause());
        assertEquals(epoch, told.epoch());
        assertTrue(fixture.inFlight() == 0);
    }
}
