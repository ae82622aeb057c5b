package org.paralux.qa.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.paralux.diff.Verdict;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.settle.Decision;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.settle.WriteHistory;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.Transcript;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.finding.Finding.Steadiness;
import org.paralux.qa.finding.FindingKey;
import org.paralux.qa.finding.Findings;
import org.paralux.qa.finding.Symptom;
import org.paralux.qa.finding.TranscriptComparison;

/** Puts cases to both daemons and says what becomes of each. Thread-safe. */
final class Examiner {
    private static final int CONFIRMATIONS = 3;

    /** A candidate that is silent to so many of a class is not waited for any more. */
    private static final int MOST_SILENT = 3;

    /** One case in so many is asked twice. */
    private static final int ASKED_TWICE = 8;

    private final Pair pair;
    private final Findings findings;
    private final Tally tally;
    private final SettlingDesk desk;
    private final Watch watch;
    private final WriteHistory writes;
    private final Repeats repeats;
    private final ContractBook contracts;
    private final SilentClasses silent = new SilentClasses(MOST_SILENT);
    private final Set<ReplyListener> listeners = ConcurrentHashMap.newKeySet();

    /** Learns what the primary said to a query. */
    interface ReplyListener {
        void replied(Case.Question question, Payload reply);
    }

    Examiner(Pair pair, Findings findings, Tally tally, SettlingDesk desk, Watch watch, WriteHistory writes) {
        this.pair = pair;
        this.findings = findings;
        this.tally = tally;
        this.desk = desk;
        this.watch = watch;
        this.writes = writes;
        repeats = new Repeats(pair);
        contracts = new ContractBook(findings);
    }

    void addListener(ReplyListener listener) {
        listeners.add(listener);
    }

    ContractBook contracts() {
        return contracts;
    }

    void examine(Case each) throws InterruptedException {
        switch (each) {
            case Case.Question question -> examine(question);
            case Case.Script script -> examine(script);
            case Case.Submission _ -> throw new IllegalArgumentException("a job is put by SubmissionTrial alone");
        }
    }

    private void examine(Case.Question question) throws InterruptedException {
        String queryClass = question.request().queryClass();
        if (silent.isGivenUp(queryClass)) {
            tally.leaveOut(question.cell(), NotTried.SILENT);
            return;
        }
        Pair.Both both = pair.ask(question.request());
        if (isGone(both) && !watch.bothAreBack()) {
            tally.leaveOut(question.cell(), NotTried.AWAY);
            return;
        }
        if (isGone(both)) {
            both = pair.ask(question.request());
        }
        if (both.candidate() instanceof Answer.Failed(String reason) && reason.equals("timed-out")) {
            silent.isSilent(queryClass);
        }
        judge(question, both);
    }

    private static boolean isGone(Pair.Both both) {
        return Watch.mayBeGone(both.primary()) != Watch.mayBeGone(both.candidate())
                || (Watch.mayBeGone(both.primary()) && both.primary().equals(new Answer.Failed("unreachable")));
    }

    private void judge(Case.Question question, Pair.Both both) throws InterruptedException {
        Query query = question.request().query();
        Payload reply = both.primaryReply();
        if (query != null && reply != null) {
            listeners.forEach(listener -> listener.replied(question, reply));
        }
        switch (both.comparison().verdict()) {
            case MATCH -> matched(question, both);
            case EQUIVALENT -> tally.count(question.cell(), CaseResult.EQUIVALENT);
            case SHADOW_FAILED, REFUSED -> confirm(question, both);
            case DIVERGENT -> {
                if (reply == null) {
                    confirm(question, both);
                } else {
                    settle(question, both);
                }
            }
        }
    }

    private void matched(Case.Question question, Pair.Both both) throws InterruptedException {
        Query query = question.request().query();
        if (query != null && contracts.check(question, query, both)) {
            tally.count(question.cell(), CaseResult.DIVERGENT);
            return;
        }
        boolean twice = query != null && Math.floorMod(question.request().hashCode(), ASKED_TWICE) == 0;
        Pair.Both again = twice ? pair.ask(question.request()) : both;
        if (again.comparison().verdict() == Verdict.DIVERGENT && again.primaryReply() != null) {
            settle(question, again);
        } else {
            tally.count(question.cell(), CaseResult.MATCH);
        }
    }

    /** What does not depend on the configuration is certain once it has shown again. */
    private void confirm(Case.Question question, Pair.Both both) throws InterruptedException {
        List<Symptom> symptoms = Symptom.of(question.request().query(), both.comparison());
        boolean known = symptoms.stream().allMatch(each -> findings.has(each.key()));
        Steadiness steadiness = known
                ? Steadiness.ALWAYS
                : repeats.of(
                        question.request(), symptoms.stream().map(Symptom::key).toList(), CONFIRMATIONS);
        if (steadiness.shown() == 0) {
            tally.count(question.cell(), CaseResult.UNDECIDED);
            return;
        }
        findings.add(question, symptoms, steadiness);
        tally.count(
                question.cell(),
                switch (both.comparison().verdict()) {
                    case REFUSED -> CaseResult.REFUSED;
                    case SHADOW_FAILED -> CaseResult.FAILED;
                    case MATCH, EQUIVALENT, DIVERGENT -> CaseResult.DIVERGENT;
                });
    }

    private void settle(Case.Question question, Pair.Both both) {
        List<Symptom> symptoms = Symptom.of(question.request().query(), both.comparison());
        Optional<FindingKey> unknown = firstUnknown(symptoms);
        if (unknown.isEmpty()) {
            addKnown(question, symptoms);
        } else if (desk.takes(symptoms)) {
            desk.add(new OpenQuestion(question, both, pair, writes));
        } else {
            desk.putAside(unknown.get(), new SettlingDesk.Aside(question, symptoms));
        }
    }

    private Optional<FindingKey> firstUnknown(List<Symptom> symptoms) {
        return symptoms.stream()
                .map(Symptom::key)
                .filter(key -> !findings.has(key))
                .findFirst();
    }

    private void addKnown(Case.Question question, List<Symptom> symptoms) {
        findings.add(question, symptoms, Steadiness.ALWAYS);
        tally.count(question.cell(), CaseResult.DIVERGENT);
    }

    /** The next looks of a question; the cases to be asked again where it is decided. */
    List<Case.Question> look(OpenQuestion open) throws InterruptedException {
        Decision decision = open.step(pair).orElse(null);
        if (decision == null) {
            desk.add(open);
            return List.of();
        }
        decided(open, decision);
        List<Case.Question> again = new ArrayList<>();
        for (SettlingDesk.Aside alike : desk.decided(open)) {
            if (firstUnknown(alike.symptoms()).isEmpty()) {
                addKnown(alike.question(), alike.symptoms());
            } else {
                again.add(alike.question());
            }
        }
        return again;
    }

    private void decided(OpenQuestion open, Decision decision) throws InterruptedException {
        Case.Question question = open.question();
        switch (decision.outcome()) {
            case DIVERGENT -> addKnown(question, Symptom.of(question.request().query(), decision.divergences()));
            case LAG -> tally.count(question.cell(), CaseResult.LAG);
            case MOVED -> tally.count(question.cell(), CaseResult.MOVED);
            default -> undecided(open);
        }
    }

    /** It came and went. What does so again while the primary stays with what it says is a flaw and no lag. */
    private void undecided(OpenQuestion open) throws InterruptedException {
        Steadiness steadiness = repeats.whilePrimaryStays(open.question().request());
        if (steadiness.shown() > 0) {
            findings.add(open.question(), open.symptoms(), steadiness);
        }
        tally.count(open.question().cell(), steadiness.shown() > 0 ? CaseResult.DIVERGENT : CaseResult.UNDECIDED);
    }

    private void examine(Case.Script script) throws InterruptedException {
        if (!pair.daemon(Side.PRIMARY).hasConnections()
                || !pair.daemon(Side.SHADOW).hasConnections()) {
            tally.leaveOut(script.cell(), NotTried.NO_SOCKET);
            return;
        }
        List<Symptom> symptoms = new ArrayList<>();
        int shown = 0;
        for (int i = 0; i < CONFIRMATIONS && shown == i; i++) {
            symptoms = symptomsOf(script);
            shown += symptoms.isEmpty() ? 0 : 1;
        }
        if (shown == CONFIRMATIONS) {
            findings.add(script, symptoms, Steadiness.ALWAYS);
            tally.count(script.cell(), CaseResult.DIVERGENT);
        } else {
            tally.count(script.cell(), shown == 0 ? CaseResult.MATCH : CaseResult.MOVED);
        }
    }

    private List<Symptom> symptomsOf(Case.Script script) throws InterruptedException {
        Transcript primary = pair.daemon(Side.PRIMARY).converse(script.conversation());
        Transcript candidate = pair.daemon(Side.SHADOW).converse(script.conversation());
        boolean gone = primary.end() == Transcript.End.UNREACHABLE || candidate.end() == Transcript.End.UNREACHABLE;
        if (gone && watch.bothAreBack()) {
            return symptomsOf(script);
        }
        return gone ? List.of() : new TranscriptComparison(pair).compare(script.conversation(), primary, candidate);
    }
}
