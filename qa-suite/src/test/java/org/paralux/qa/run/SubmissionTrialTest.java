package org.paralux.qa.run;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.diff.Comparer;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;
import org.paralux.qa.ask.JobSubmission;
import org.paralux.qa.ask.Pacer;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.SocketDaemon;
import org.paralux.qa.ask.Time;
import org.paralux.qa.finding.Symptom;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import org.paralux.qa.simulate.World;

/** A job goes to the candidate alone, and only on a cluster for tests; whatever but the one refusal is told. */
class SubmissionTrialTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private interface Check {
        void on(SubmissionTrial trial, Path primary) throws Exception;
    }

    private void withCandidate(AnswerOptions answers, Check check) throws Exception {
        Path primarySocket = folder.resolve("primary");
        Path candidateSocket = folder.resolve("candidate");
        Comparer comparer = new Comparer(Rules.shipped());
        try (World world = World.of(null);
                EmbeddedDaemon _ = EmbeddedDaemon.start(DaemonOptions.of(primarySocket, DaemonStyle.MASTERD), world);
                EmbeddedDaemon _ = EmbeddedDaemon.start(
                        DaemonOptions.of(candidateSocket, DaemonStyle.LUXID).withAnswers(answers), world);
                Pair pair = new Pair(
                        daemon(primarySocket), daemon(candidateSocket), () -> comparer, ComparisonContext.UNKNOWN)) {
            check.on(new SubmissionTrial(pair, candidateSocket, TIME_LIMIT), primarySocket);
        }
    }

    private static SocketDaemon daemon(Path socket) {
        return new SocketDaemon(socket, new Pacer(0, Time.SYSTEM), TIME_LIMIT, 1 << 26);
    }

    private static AnswerOptions luxid() {
        return AnswerOptions.of(DaemonStyle.LUXID);
    }

    private static String jobsOf(Path socket) throws IOException {
        try (LuxiClient client = LuxiClient.connect(socket, TIME_LIMIT)) {
            byte[] reply = client.call(Payload.of("{\"method\": \"QueryJobs\", \"args\": [null, [\"id\"]]}"))
                    .toByteArray();
            return new String(reply, StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRefusalOfADaemonForQueriesIsNoFinding(JobSubmission job) throws Exception {
        withCandidate(luxid().forQueriesOnly(), (trial, primary) -> {
            String before = jobsOf(primary);
            assertEquals(List.of(), trial.submit(job));
            assertEquals(before, jobsOf(primary));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aJobThatIsTakenIsTold(JobSubmission job) throws Exception {
        withCandidate(luxid(), (trial, _) -> {
            List<String> causes = trial.submit(job).stream()
                    .map(symptom -> symptom.key().text())
                    .toList();
            assertEquals(
                    List.of(job.wireName() + " command/accepted", job.wireName() + " command/a job appeared"), causes);
        });
    }

    @Test
    void whoDoesNotAnswerIsTold() throws Exception {
        Comparer comparer = new Comparer(Rules.shipped());
        Path nobody = folder.resolve("nobody");
        try (Pair pair = new Pair(daemon(nobody), daemon(nobody), () -> comparer, ComparisonContext.UNKNOWN)) {
            List<Symptom> symptoms = new SubmissionTrial(pair, nobody, TIME_LIMIT).submit(JobSubmission.SUBMIT_JOB);
            assertEquals("SubmitJob command/no reply", symptoms.getFirst().key().text());
        }
    }

    @Test
    void onlyAClusterWithTheTagIsForTests() throws Exception {
        withCandidate(luxid().forQueriesOnly(), (trial, primary) -> {
            assertFalse(trial.isAllowed());
            try (LuxiClient client = LuxiClient.connect(primary, TIME_LIMIT)) {
                client.call(Payload.of("{\"method\": \"SubmitJob\", \"args\": [[{\"OP_ID\": \"OP_TAGS_SET\","
                        + " \"kind\": \"cluster\", \"name\": null, \"tags\": [\"" + SubmissionTrial.TEST_CLUSTER_TAG
                        + "\"]}]]}"));
            }
            await().atMost(TIME_LIMIT).until(trial::isAllowed);
        });
    }
}
