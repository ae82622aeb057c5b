package org.paralux.qa.catalogue;

import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.base.Sha256;
import org.paralux.qa.ask.Conversation;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.JobSubmission;

/** One thing to put to both daemons. */
public sealed interface Case {
    /** So many bytes of a hash tell the cases of a run apart. */
    int ID_BYTES = 6;

    Cell cell();

    /** The same for the same bytes, in every run. */
    String id();

    /** Whether the daemons must ask the nodes, or read the file of every job, to answer it. */
    default boolean isCostly() {
        return switch (this) {
            case Question question -> {
                Query query = question.request().query();
                yield query != null
                        && (query.queryClass().live()
                                || "job".equals(query.terms().resource()));
            }
            case Script _, Submission _ -> false;
        };
    }

    /**
     * One request and its reply.
     *
     * @param form null where it is no well-formed query
     */
    record Question(
            Cell cell, HarmlessRequest request, @Nullable QueryForm form) implements Case {
        @Override
        public String id() {
            return Sha256.hex(request.payload().unsafeBytes(), ID_BYTES);
        }
    }

    /** More than that on one connection. */
    record Script(Cell cell, String title, Conversation conversation) implements Case {
        @Override
        public String id() {
            return Sha256.hex(title + conversation.frames().size(), ID_BYTES);
        }
    }

    /** A job for the candidate alone, which is to refuse it; in no catalogue. */
    record Submission(Cell cell, JobSubmission job) implements Case {
        @Override
        public String id() {
            return Sha256.hex(job.payload().unsafeBytes(), ID_BYTES);
        }
    }

    static Case of(Cell cell, QueryForm form) {
        return new Question(cell, form.request(), form);
    }

    /** A request that is perhaps no query. */
    static Case of(Cell cell, String request) {
        return new Question(cell, HarmlessRequest.required(Payload.of(request)), null);
    }
}
