package org.paralux.qa.run;

import java.util.List;
import java.util.Objects;
import org.paralux.luxi.Query;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.QueryForm;
import org.paralux.qa.finding.Finding;
import org.paralux.qa.finding.Finding.Steadiness;
import org.paralux.qa.finding.FindingKey;
import org.paralux.qa.finding.Findings;
import org.paralux.qa.finding.Shrinker;
import org.paralux.qa.finding.Symptom;

/** Shrinks each finding against the live daemons, to the shortest query that shows it each time as often as at first. */
final class FindingShrinker {
    private static final int REPEATS = 3;

    private final Pair pair;
    private final Repeats repeats;
    private final StopFlag stop;

    FindingShrinker(Pair pair, StopFlag stop) {
        this.pair = pair;
        this.stop = stop;
        repeats = new Repeats(pair);
    }

    void shrinkAll(Findings findings, Runnable onStep) throws InterruptedException {
        for (Finding finding : findings.all()) {
            if (stop.isUp()) {
                return;
            }
            if (finding.origin() instanceof Case.Question question && question.form() != null) {
                findings.replace(shrunk(finding, Objects.requireNonNull(question.form())));
            }
            onStep.run();
        }
    }

    private Finding shrunk(Finding finding, QueryForm whole) throws InterruptedException {
        List<FindingKey> keys = List.of(finding.key());
        int times = finding.steadiness().isAlways() ? 1 : Repeats.FOR_WHAT_COMES_AND_GOES;
        Shrinker shrinker = new Shrinker(finding.key(), form -> !stop.isUp() && shows(form, keys, times));
        QueryForm form = shrinker.shrink(whole);
        HarmlessRequest request = form.request();
        Steadiness steadiness = repeats.of(request, keys, Math.max(times, REPEATS));
        if (steadiness.shown() == 0) {
            return finding.shrunkTo(whole, finding.symptom(), shrinker.probes(), finding.steadiness());
        }
        return finding.shrunkTo(form, symptomOf(finding, request), shrinker.probes(), steadiness);
    }

    /** Of what comes and goes, the first time is enough. */
    private boolean shows(QueryForm form, List<FindingKey> keys, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            if (repeats.of(form.request(), keys, 1).shown() > 0) {
                return true;
            }
        }
        return false;
    }

    private Symptom symptomOf(Finding finding, HarmlessRequest request) throws InterruptedException {
        Query query = request.query();
        return Symptom.of(query, pair.ask(request).comparison()).stream()
                .filter(symptom -> symptom.key().equals(finding.key()))
                .findFirst()
                .orElse(finding.symptom());
    }
}
