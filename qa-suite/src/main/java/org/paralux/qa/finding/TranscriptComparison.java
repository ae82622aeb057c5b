package org.paralux.qa.finding;

import java.util.ArrayList;
import java.util.List;
import org.paralux.qa.ask.Conversation;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.Transcript;

/** Where two daemons part in one conversation. */
public final class TranscriptComparison {
    private final Pair pair;

    public TranscriptComparison(Pair pair) {
        this.pair = pair;
    }

    public List<Symptom> compare(Conversation conversation, Transcript primary, Transcript candidate) {
        List<Symptom> symptoms = new ArrayList<>();
        int common = Math.min(primary.replies().size(), candidate.replies().size());
        for (int i = 0; i < common; i++) {
            symptoms.addAll(Symptom.of(
                    conversation.query(i),
                    pair.compare(
                            conversation.query(i),
                            primary.replies().get(i),
                            candidate.replies().get(i))));
        }
        if (primary.replies().size() != candidate.replies().size()) {
            symptoms.add(Symptom.ofConnection(
                    "number-of-replies",
                    primary.replies().size() + " replies",
                    candidate.replies().size() + " replies",
                    "One side answers more of what was sent on a connection."));
        }
        if (primary.end() != candidate.end()) {
            symptoms.add(Symptom.ofConnection(
                    "end-of-connection",
                    primary.end().word(),
                    candidate.end().word(),
                    "One side closes the connection and the other does not."));
        }
        return symptoms;
    }
}
