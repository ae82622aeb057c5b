package org.paralux.proxy.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.ExchangeEnd;
import org.paralux.diff.Comparer;
import org.paralux.diff.Divergence;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.settle.WriteHistory;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;

/** What commands say of writes: which objects, from when, and until when. */
class CommandReaderTest {
    private static final long SECOND = 1_000_000_000;
    private static final String SUBMIT =
            "{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_INSTANCE_STARTUP\",\"instance_name\":\"inst1\"}]]}";

    private long now = 1000 * SECOND;
    private final WriteHistory writes = new WriteHistory(() -> now);
    private final CommandReader reader = new CommandReader(writes);

    private Exchange exchange(String request, String reply) {
        return new Exchange(
                0,
                Instant.EPOCH,
                now,
                1000,
                new Body.Whole(Payload.of(request)),
                new Body.Whole(Payload.of(reply)),
                ExchangeEnd.COMPLETE,
                Answerer.PRIMARY,
                Answerer.PRIMARY,
                0,
                null);
    }

    private static Divergence divergenceOf(String instance) {
        return new Comparer(Rules.shipped())
                .compare(
                        Query.in(Payload.of(TrialsFixture.QUERY)).orElseThrow(),
                        Payload.of(TrialsFixture.reply(1).replace("inst1.example.com", instance)),
                        Payload.of(TrialsFixture.reply(2).replace("inst1.example.com", instance)))
                .divergences()
                .getFirst();
    }

    private boolean isTouched(String instance) {
        return writes.anyTouched(List.of(divergenceOf(instance)), now - SECOND);
    }

    @Test
    void aJobTouchesWhatItNamesInFullOrInPartAndNothingElse() {
        reader.command(LuxiMethod.SUBMIT_JOB, exchange(SUBMIT, "{\"success\":true,\"result\":17}"));
        Map.of("inst1.example.com", true, "inst1", true, "inst10.example.com", false, "other.inst1", false)
                .forEach((instance, touched) -> assertEquals(touched, isTouched(instance), instance));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":true,\"result\":17}",
                "{\"success\":true,\"result\":\"17\"}",
                "{\"success\":true,\"result\":[[true,17],[false,\"no\"]]}"
            })
    void aJobTouchesUntilAWaitOrAPollSaysThatItHasEnded(String submitted) {
        for (boolean waits : new boolean[] {true, false}) {
            reader.command(LuxiMethod.SUBMIT_JOB, exchange(SUBMIT, submitted));
            now += 60 * SECOND;
            assertEquals(true, isTouched("inst1"), "runs");
            ended(waits, "running");
            now += 60 * SECOND;
            assertEquals(true, isTouched("inst1"), "still runs");
            ended(waits, "error");
            now += 60 * SECOND;
            assertEquals(false, isTouched("inst1"), "has ended, waits: " + waits);
        }
    }

    private void ended(boolean waits, String status) {
        if (waits) {
            reader.waited(exchange(
                    "{\"method\":\"WaitForJobChange\",\"args\":[17,[\"ops\",\"status\"],null,null,29]}",
                    "{\"success\":true,\"result\":[[[],\"" + status + "\"],[]]}"));
        } else {
            String poll = "{\"method\":\"QueryJobs\",\"args\":[[16,17],[\"id\",\"status\"]]}";
            reader.jobsQueried(
                    Query.in(Payload.of(poll)).orElseThrow(),
                    exchange(poll, "{\"success\":true,\"result\":[[16,\"running\"],[17,\"" + status + "\"]]}"));
        }
    }

    @Test
    void aCommandThatCannotBeReadMayHaveTouchedAnything() {
        reader.command(LuxiMethod.SET_DRAIN_FLAG, exchange("{", "{\"success\":true,\"result\":true}"));
        assertEquals(true, isTouched("whatever"));
    }
}
