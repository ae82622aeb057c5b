package org.paralux.qa.run;

import java.util.List;
import java.util.Optional;
import org.paralux.audit.UndecidedCause;
import org.paralux.luxi.Query;
import org.paralux.proxy.settle.Decision;
import org.paralux.proxy.settle.Look;
import org.paralux.proxy.settle.Settling;
import org.paralux.proxy.settle.SettlingPlan;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.settle.WriteHistory;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.finding.Symptom;

/** A case in which the two differ at first, while it is being settled like any trial. Belongs to one thread at a time. */
final class OpenQuestion {
    private final Case.Question question;
    private final List<Symptom> symptoms;
    private final Settling settling;
    private final long beganNanos;

    /** @param both the first look, which found divergences */
    OpenQuestion(Case.Question question, Pair.Both both, Pair pair, WriteHistory writes) {
        this.question = question;
        Query query = question.request().comparedAs();
        symptoms = Symptom.of(question.request().query(), both.comparison());
        beganNanos = both.primaryLook().answeredNanos();
        settling = new Settling(
                pair.comparer(),
                query,
                pair.context(),
                writes,
                query.queryClass().live() ? SettlingPlan.LIVE : SettlingPlan.CONFIGURATION,
                pair.comparisons(),
                List.of(),
                both.primaryLook(),
                both.candidateLook(),
                both.comparison());
    }

    Case.Question question() {
        return question;
    }

    /** What the first look showed. */
    List<Symptom> symptoms() {
        return symptoms;
    }

    /** When the next look is due. */
    long dueNanos() {
        return beganNanos + settling.nextStep().orElseThrow().offset().toNanos();
    }

    /** Takes the looks of one step. */
    Optional<Decision> step(Pair pair) throws InterruptedException {
        boolean primaryToo = settling.nextStep().orElseThrow().primaryToo();
        look(pair, Side.SHADOW);
        Optional<Decision> early = settling.decide();
        if (early.isPresent()) {
            return early;
        }
        if (primaryToo) {
            look(pair, Side.PRIMARY);
        }
        return settling.stepTaken();
    }

    private void look(Pair pair, Side side) throws InterruptedException {
        if (pair.daemon(side).ask(question.request()) instanceof Answer.Replied replied) {
            settling.look(new Look(side, replied.askedNanos(), replied.answeredNanos(), replied.payload()));
        }
    }

    /** Ends it as it stands. */
    Decision giveUp() {
        return settling.giveUp(UndecidedCause.SHUTDOWN);
    }
}
