package org.paralux.qa.run;

import java.util.List;
import java.util.function.Predicate;
import org.paralux.diff.ReplyDigest;
import org.paralux.luxi.Payload;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.finding.Finding.Steadiness;
import org.paralux.qa.finding.FindingKey;
import org.paralux.qa.finding.Symptom;

/** Asks the same again and again, to see how often a difference shows. */
final class Repeats {
    /** As often as it takes to see something that shows one time in three, but for one run in 600. */
    static final int FOR_WHAT_COMES_AND_GOES = 16;

    private final Pair pair;

    Repeats(Pair pair) {
        this.pair = pair;
    }

    /** How often one of {@code keys} shows in so many repeats. */
    Steadiness of(HarmlessRequest request, List<FindingKey> keys, int times) throws InterruptedException {
        return of(request, times, symptoms -> symptoms.stream().anyMatch(each -> keys.contains(each.key())));
    }

    private Steadiness of(HarmlessRequest request, int times, Predicate<List<Symptom>> shows)
            throws InterruptedException {
        int shown = 0;
        for (int i = 0; i < times; i++) {
            Pair.Both both = pair.ask(request);
            if (shows.test(Symptom.of(request.query(), both.comparison()))) {
                shown++;
            }
        }
        return new Steadiness(shown, times);
    }

    /**
     * How often the two differ while the primary says the same throughout: then it is no lag, of which there is an end.
     * None where the primary changes what it says.
     */
    Steadiness whilePrimaryStays(HarmlessRequest request) throws InterruptedException {
        int shown = 0;
        ReplyDigest first = null;
        for (int i = 0; i < FOR_WHAT_COMES_AND_GOES; i++) {
            Pair.Both both = pair.ask(request);
            Payload reply = both.primaryReply();
            ReplyDigest digest = reply == null ? null : ReplyDigest.of(reply);
            if (digest == null || (first != null && !first.equals(digest))) {
                return new Steadiness(0, FOR_WHAT_COMES_AND_GOES);
            }
            first = digest;
            if (!Symptom.of(request.query(), both.comparison()).isEmpty()) {
                shown++;
            }
        }
        return new Steadiness(shown, FOR_WHAT_COMES_AND_GOES);
    }
}
