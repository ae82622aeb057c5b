package org.paralux.qa.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.ask.Conversation;
import org.paralux.qa.ask.Daemon;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Time;
import org.paralux.qa.ask.Transcript;

/**
 * A daemon of which nothing is left but what it once said, as evidence has it. Of each query the last answer counts.
 * Immutable once it is used.
 */
public final class StoredAnswers implements Daemon {
    /** Of these evidence has tokens, which no living daemon says. */
    private static final Set<String> SECRET = Set.of("ops", "opresult", "oplog");

    private final Map<Payload, Payload> answers = new HashMap<>();

    /** Whether the answer is there and can be compared with that of a living daemon. */
    public boolean add(Evidence evidence) {
        Payload reply = evidence.firstReply(Asked.PRIMARY);
        boolean isOpen = Query.in(evidence.request())
                .map(query -> query.terms().fields())
                .map(fields -> fields.stream().noneMatch(StoredAnswers::isSecret))
                .orElse(true);
        if (reply != null && isOpen) {
            answers.put(evidence.request(), reply);
        }
        return reply != null && isOpen;
    }

    private static boolean isSecret(String field) {
        return SECRET.contains(field) || field.contains("osparams");
    }

    @Override
    public Answer ask(HarmlessRequest request) {
        Payload answer = answers.get(request.payload());
        long now = Time.SYSTEM.nanos();
        return answer == null ? new Answer.Failed("not stored") : new Answer.Replied(answer, now, now);
    }

    @Override
    public Transcript converse(Conversation conversation) {
        throw new UnsupportedOperationException("answers without connections");
    }

    @Override
    public boolean hasConnections() {
        return false;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
