package org.paralux.qa.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.LuxiReply;
import org.paralux.luxi.Payload;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.JobSubmission;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.finding.Symptom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whether the candidate refuses jobs as a daemon does that serves queries only: in exactly those words, on a connection
 * that goes on, and with no job in anybody's list afterwards. The primary is only asked for its jobs. Nothing is submitted
 * to a cluster that does not say, by a tag, that it is there for tests.
 */
public final class SubmissionTrial {
    /** The cluster's tag that allows it. */
    public static final String TEST_CLUSTER_TAG = "paralux:test-cluster";

    private static final HarmlessRequest CLUSTER_TAGS =
            HarmlessRequest.required(Payload.of("{\"method\": \"QueryTags\", \"args\": [\"cluster\", \"\"]}"));
    private static final HarmlessRequest JOBS = HarmlessRequest.required(
            Payload.of("{\"method\": \"Query\", \"args\": [\"job\", [\"id\", \"summary\"], null]}"));

    private static final String REFUSED_BY = "GenericError";

    private final Pair pair;
    private final Path candidate;
    private final Duration timeLimit;

    /**
     * A trial that is about to begin.
     *
     * @param candidate the socket of the pair's second daemon
     * @param timeLimit for a reply
     */
    public SubmissionTrial(Pair pair, Path candidate, Duration timeLimit) {
        this.pair = pair;
        this.candidate = candidate;
        this.timeLimit = timeLimit;
    }

    /** Whether both daemons say that their cluster is there for tests. */
    public boolean isAllowed() throws InterruptedException {
        for (Side side : Side.values()) {
            JsonNode tags = result(side, CLUSTER_TAGS);
            if (tags == null
                    || tags.valueStream().noneMatch(tag -> tag.asString("").equals(TEST_CLUSTER_TAG))) {
                return false;
            }
        }
        return true;
    }

    /** Submits once; what was wrong with the refusal, or nothing. */
    List<Symptom> submit(JobSubmission job) throws InterruptedException {
        Set<String> before = jobs();
        List<Symptom> symptoms = new ArrayList<>();
        try (LuxiClient client = LuxiClient.connect(candidate, timeLimit)) {
            Payload reply = client.call(job.payload());
            if (!isRefusal(job, reply)) {
                boolean accepted = LuxiReply.in(reply) instanceof LuxiReply.Success;
                symptoms.add(Symptom.ofSubmission(job, accepted ? "accepted" : "another refusal", text(reply)));
            } else if (!goesOn(client)) {
                symptoms.add(Symptom.ofSubmission(job, "connection ended", "no reply to a query behind it"));
            }
        } catch (IOException e) {
            symptoms.add(Symptom.ofSubmission(job, "no reply", String.valueOf(e.getMessage())));
        }
        Set<String> appeared = jobs();
        appeared.removeAll(before);
        if (!appeared.isEmpty()) {
            symptoms.add(Symptom.ofSubmission(job, "a job appeared", "job " + String.join(", ", appeared)));
        }
        return symptoms;
    }

    private static boolean isRefusal(JobSubmission job, Payload reply) {
        return LuxiReply.in(reply) instanceof LuxiReply.Failure(String errorClass, List<JsonNode> arguments)
                && errorClass.equals(REFUSED_BY)
                && arguments.size() == 1
                && arguments.getFirst().asString("").equals(job.refusal());
    }

    private static boolean goesOn(LuxiClient client) {
        try {
            return LuxiReply.in(client.call(Watch.PING.payload())) instanceof LuxiReply.Success;
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(Payload reply) {
        return new String(reply.toByteArray(), StandardCharsets.UTF_8).strip();
    }

    /** The ids of all jobs like ours, in either list. */
    private Set<String> jobs() throws InterruptedException {
        Set<String> ids = new TreeSet<>();
        for (Side side : Side.values()) {
            JsonNode jobs = result(side, JOBS);
            if (jobs != null) {
                for (JsonNode row : jobs.path("data")) {
                    if (row.path(1).toString().contains(JobSubmission.SUMMARY)) {
                        ids.add(row.path(0).path(1).asString());
                    }
                }
            }
        }
        return ids;
    }

    private @Nullable JsonNode result(Side side, HarmlessRequest request) throws InterruptedException {
        if (!(pair.daemon(side).ask(request) instanceof Answer.Replied(Payload payload, long _, long _))) {
            return null;
        }
        try {
            JsonNode reply = LuxiJson.MAPPER.readTree(payload.toByteArray());
            return reply.path("success").asBoolean(false) ? reply.path("result") : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
