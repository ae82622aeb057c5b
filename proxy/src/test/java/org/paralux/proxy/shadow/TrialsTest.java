package org.paralux.proxy.shadow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.paralux.proxy.shadow.TrialsFixture.QUERY;
import static org.paralux.proxy.shadow.TrialsFixture.reply;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Lag;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.UndecidedCause;
import org.paralux.luxi.Payload;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.shadow.FakeShadow.Manner;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;

/** Every way of a shadow has its own outcome, and every query exactly one. */
class TrialsTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private static AuditEvent.QueryOutcome onlyOutcome(TrialsFixture fixture) {
        await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 1 && fixture.inFlight() == 0);
        return fixture.outcomes().getFirst();
    }

    static Stream<Arguments> manners() {
        return Stream.of(
                Arguments.of("the same", Manner.reply(reply(128)), Outcome.MATCH, null),
                Arguments.of(
                        "in masterd's style", Manner.reply(reply(128).replace(":", ": ") + "\n"), Outcome.MATCH, null),
                Arguments.of(
                        "does not serve it",
                        Manner.reply(
                                "{\"success\":false,\"result\":[\"GenericError\",[\"Luxi call 'Query' not implemented\"]]}"),
                        Outcome.REFUSED,
                        null),
                Arguments.of("garbage", Manner.reply("\u0000\u0001garbage"), Outcome.SHADOW_FAILED, null),
                Arguments.of("nothing but an end", (Manner) client -> client.close(), Outcome.SHADOW_FAILED, "closed"),
                Arguments.of(
                        "half a reply",
                        (Manner) client -> {
                            FakeShadow.write(client, reply(128).substring(0, 20));
                            client.close();
                        },
                        Outcome.SHADOW_FAILED,
                        "closed"),
                Arguments.of("silence", (Manner) _ -> {}, Outcome.SHADOW_FAILED, "timed-out"),
                Arguments.of(
                        "no end",
                        (Manner) client -> FakeShadow.write(client, "x".repeat(1 << 18)),
                        Outcome.SHADOW_FAILED,
                        "too-large"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manners")
    void eachMannerOfAShadowHasItsOutcome(String name, Manner manner, Outcome outcome, @Nullable String reason)
            throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, manner)) {
            assertNull(fixture.offer(QUERY, reply(128)).skipCause());
            AuditEvent.QueryOutcome told = onlyOutcome(fixture);
            assertEquals(outcome, told.outcome());
            if (reason != null) {
                assertEquals(reason, told.reason());
            }
            assertEquals(outcome == Outcome.MATCH, told.evidence() == null);
            assertNotNull(told.cell());
        }
    }

    @Test
    void aShadowThatIsNotThereFailsAndIsLeftAloneAfterSomeTries() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder)) {
            await().atMost(TIME_LIMIT)
                    .until(() -> fixture.offer(QUERY, reply(128)).skipCause() == SkipCause.BREAKER_OPEN);
            await().atMost(TIME_LIMIT).until(() -> fixture.inFlight() == 0);
            assertTrue(fixture.outcomes().stream()
                    .filter(outcome -> outcome.outcome() != Outcome.SKIPPED)
                    .allMatch(outcome -> "unreachable".equals(outcome.reason())));
            try (FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(128)))) {
                await().atMost(TIME_LIMIT).until(() -> {
                    // What it answered itself is no question to it, and does not take the turn of one.
                    assertNotEquals(
                            SkipCause.BREAKER_OPEN,
                            fixture.offerAnsweredBy(Answerer.SHADOW, QUERY, reply(128))
                                    .skipCause());
                    fixture.offer(QUERY, reply(128));
                    return fixture.outcomes().getLast().outcome() == Outcome.MATCH;
                });
            }
        }
    }

    @Test
    void aKeptConnectionThatWasClosedMeanwhileCostsNoTrial() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow shadow = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(128)))) {
            for (int i = 1; i <= 3; i++) {
                int count = i;
                fixture.offer(QUERY, reply(128));
                await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == count);
                assertEquals(Outcome.MATCH, fixture.outcomes().getLast().outcome());
                shadow.hangUp();
            }
        }
    }

    @Test
    void aShadowThatCatchesUpWithACommandLags() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow shadow = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)))) {
            fixture.passes(
                    "{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_INSTANCE_SET_PARAMS\",\"instance_name\":\"inst1\"}]]}",
                    "{\"success\":true,\"result\":17}");
            fixture.offer(QUERY, reply(2));
            await().atMost(TIME_LIMIT).until(() -> shadow.requests() >= 2);
            shadow.setManner(Manner.reply(reply(2)));
            AuditEvent.QueryOutcome told = onlyOutcome(fixture);
            assertEquals(Outcome.LAG, told.outcome());
            Lag lag = Objects.requireNonNull(told.lagMicros());
            assertTrue(Objects.requireNonNull(lag.from()) >= 0, () -> "lag " + lag);
            assertTrue(Objects.requireNonNull(lag.to()) > 50_000, () -> "lag " + lag);
        }
    }

    @Test
    void whatComesAndGoesWithoutAWriteIsNoLag() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow shadow = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)))) {
            fixture.offer(QUERY, reply(2));
            await().atMost(TIME_LIMIT).until(() -> shadow.requests() >= 1);
            shadow.setManner(Manner.reply(reply(2)));
            AuditEvent.QueryOutcome told = onlyOutcome(fixture);
            assertEquals(Outcome.UNDECIDED, told.outcome());
            assertEquals(UndecidedCause.FLAPPING, told.undecidedCause());
        }
    }

    @Test
    void anAnswerThatThePrimaryComesToGiveHasMoved() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(2)));
                FakeShadow _ = new FakeShadow(fixture.primarySocket, Manner.reply(reply(2)))) {
            fixture.offer(QUERY, reply(1));
            assertEquals(Outcome.MOVED, onlyOutcome(fixture).outcome());
        }
    }

    @Test
    void whatAnotherClientIsAnsweredCountsAsALook() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow shadow = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(2)))) {
            fixture.offer(QUERY, reply(1));
            await().atMost(TIME_LIMIT).until(() -> shadow.requests() >= 1);
            await().atMost(TIME_LIMIT).until(() -> {
                fixture.offer(QUERY, reply(2));
                return fixture.outcomes().stream().anyMatch(told -> told.outcome() == Outcome.MOVED);
            });
        }
    }

    @Test
    void aStopEndsWhatSettles() throws IOException {
        TrialsFixture fixture = new TrialsFixture(folder);
        try (fixture;
                FakeShadow shadow = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)));
                FakeShadow _ = new FakeShadow(fixture.primarySocket, Manner.reply(reply(2)))) {
            fixture.offer(QUERY, reply(2));
            await().atMost(TIME_LIMIT).until(() -> shadow.requests() >= 1);
        }
        AuditEvent.QueryOutcome told = fixture.outcomes().getFirst();
        assertEquals(Outcome.UNDECIDED, told.outcome());
        assertEquals(UndecidedCause.SHUTDOWN, told.undecidedCause());
        assertEquals(0, fixture.inFlight());
    }

    @Test
    void underStrainLessIsCompared() throws IOException {
        String live = "{\"method\":\"Query\",\"args\":[\"node\",[\"mfree\"],null]}";
        try (TrialsFixture fixture = new TrialsFixture(folder, 1000, Set.of());
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)))) {
            fixture.effort = Effort.CONFIGURATION_ONLY;
            assertEquals(SkipCause.DEGRADED, fixture.offer(live, reply(1)).skipCause());
            assertNull(fixture.offer(QUERY, reply(1)).skipCause());
            fixture.effort = Effort.AUDIT_ONLY;
            assertEquals(SkipCause.DEGRADED, fixture.offer(live, reply(1)).skipCause());
            assertEquals(SkipCause.DEGRADED, fixture.offer(QUERY, reply(1)).skipCause());
            fixture.effort = Effort.FULL;
            assertNull(fixture.offer(live, reply(1)).skipCause());
        }
    }

    @Test
    void whatCannotBeComparedIsSkippedForItsReason() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder, 1000, Set.of("job"));
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)))) {
            Payload end = Payload.of("{");
            assertEquals(
                    SkipCause.TOO_LARGE,
                    fixture.offer(QUERY, new Body.Ends(1 << 20, end, end), 1).skipCause());
            assertEquals(
                    SkipCause.BYTES_FULL,
                    fixture.offer(QUERY, new Body.Ends(1 << 10, end, end), 1).skipCause());
            assertEquals(
                    SkipCause.PRIMARY_FAILED, fixture.offer(QUERY, "no reply").skipCause());
            assertEquals(
                    SkipCause.SHADOW_CANNOT_SEE,
                    fixture.offer("{\"method\":\"QueryJobs\",\"args\":[null,[\"id\"]]}", reply(1))
                            .skipCause());
            int ownPid = Math.toIntExact(ProcessHandle.current().pid());
            assertEquals(
                    SkipCause.LOOP_GUARD,
                    fixture.offer(QUERY, new Body.Whole(Payload.of(reply(1))), ownPid)
                            .skipCause());
            assertEquals(5, fixture.outcomes().size());
            assertTrue(fixture.outcomes().stream().allMatch(outcome -> outcome.outcome() == Outcome.SKIPPED));
        }
    }

    @Test
    void whatComesTooLateToBeComparedIsSkipped() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(reply(1)))) {
            assertEquals(
                    SkipCause.DEGRADED,
                    fixture.offerLate(QUERY, reply(1), Duration.ofSeconds(4)).skipCause());
            assertNull(fixture.offerLate(QUERY, reply(1), Duration.ofSeconds(1)).skipCause());
        }
    }
}
