package org.paralux.qa.ask;

import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Payload;

/**
 * A job that waits for no time on no node, as each of the calls carries it that every release knows for submitting jobs.
 * These are the only commands that the suite can put to a daemon: should one be taken, nothing comes of it but a job in the
 * list.
 */
public enum JobSubmission {
    SUBMIT_JOB(LuxiMethod.SUBMIT_JOB, "[%s]"),
    SUBMIT_MANY_JOBS(LuxiMethod.SUBMIT_MANY_JOBS, "[[%s]]");

    /** What the summary of such a job has. */
    public static final String SUMMARY = "TEST_DELAY";

    private static final String OPCODE =
            "{\"OP_ID\": \"OP_TEST_DELAY\", \"duration\": 0, \"on_master\": false, \"on_nodes\": [],"
                    + " \"comment\": null, \"reason\": []}";

    private final LuxiMethod method;
    private final String jobs;

    JobSubmission(LuxiMethod method, String jobs) {
        this.method = method;
        this.jobs = jobs.formatted(OPCODE);
    }

    public String wireName() {
        return method.wireName();
    }

    public Payload payload() {
        return Payload.of("{\"method\": \"" + wireName() + "\", \"args\": [" + jobs + "]}");
    }

    /** The one answer of a daemon that serves queries only (2.7 to 2.10 {@code src/Ganeti/Query/Server.hs}). */
    public String refusal() {
        return "Luxi call '" + wireName() + "' not implemented";
    }
}
