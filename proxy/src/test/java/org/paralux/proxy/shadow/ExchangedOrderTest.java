package org.paralux.proxy.shadow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.paralux.proxy.shadow.TrialsFixture.QUERY;
import static org.paralux.proxy.shadow.TrialsFixture.reply;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.UndecidedCause;
import org.paralux.proxy.shadow.FakeShadow.Manner;
import org.paralux.proxy.tee.Answerer;

/** Trials of queries that the shadow answered to the client, so that the primary is asked afterwards. */
class ExchangedOrderTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final String COMMAND = "{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_INSTANCE_STARTUP\","
            + "\"instance_name\":\"inst1.example.com\"}]]}";

    @TempDir
    private Path folder;

    private TrialsFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new TrialsFixture(folder);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    private AuditEvent.QueryOutcome outcomeOf(String clientsReply, Manner primary, Manner shadow) throws IOException {
        try (FakeShadow _ = new FakeShadow(fixture.primarySocket, primary);
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, shadow)) {
            assertNull(fixture.offerAnsweredBy(Answerer.SHADOW, QUERY, clientsReply)
                    .skipCause());
            await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 1);
            return fixture.outcomes().getFirst();
        }
    }

    @Test
    void anAnswerThatThePrimaryGivesTooIsAMatchAndTheShadowIsNotAskedAgain() throws IOException {
        AuditEvent.QueryOutcome told = outcomeOf(reply(128), Manner.reply(reply(128)), Manner.reply("garbage"));
        assertEquals(Outcome.MATCH, told.outcome());
        assertNotNull(told.primaryMicros());
        assertEquals(1, told.shadowMicros());
    }

    @Test
    void anAnswerThatBothGiveOtherwiseByNowHasMoved() throws IOException {
        AuditEvent.QueryOutcome told = outcomeOf(reply(128), Manner.reply(reply(256)), Manner.reply(reply(256)));
        assertEquals(Outcome.MOVED, told.outcome());
    }

    @Test
    void nearAWriteItMayHaveBeenLate() throws IOException {
        fixture.passes(COMMAND, "{\"success\":true,\"result\":17}");
        AuditEvent.QueryOutcome told = outcomeOf(reply(128), Manner.reply(reply(256)), Manner.reply(reply(256)));
        assertEquals(Outcome.LAG, told.outcome());
        assertEquals(0, Objects.requireNonNull(told.lagMicros()).from());
    }

    @Test
    void anAnswerThatStaysAnotherIsDivergent() throws IOException {
        AuditEvent.QueryOutcome told = outcomeOf(reply(128), Manner.reply(reply(256)), Manner.reply(reply(128)));
        assertEquals(Outcome.DIVERGENT, told.outcome());
        assertNotNull(told.evidence());
    }

    @Test
    void garbageThatAClientGotIsTheShadowsFailure() throws IOException {
        AuditEvent.QueryOutcome told = outcomeOf("garbage", Manner.reply(reply(128)), Manner.reply(reply(128)));
        assertEquals(Outcome.SHADOW_FAILED, told.outcome());
    }

    @Test
    void withoutThePrimaryNothingIsKnown() throws IOException {
        assertNull(fixture.offerAnsweredBy(Answerer.SHADOW, QUERY, reply(128)).skipCause());
        await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 1);
        assertEquals(Outcome.UNDECIDED, fixture.outcomes().getFirst().outcome());
        assertEquals(UndecidedCause.BUDGET, fixture.outcomes().getFirst().undecidedCause());
    }

    @Test
    void whatTheProxyRefusedIsNoTrial() {
        assertEquals(
                SkipCause.STAGE,
                fixture.offerAnsweredBy(Answerer.PROXY, QUERY, reply(128)).skipCause());
    }
}
