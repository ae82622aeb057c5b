package org.paralux.qa.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.contract.Breach;
import org.paralux.qa.contract.Contract;
import org.paralux.qa.finding.Finding.Steadiness;
import org.paralux.qa.finding.Findings;
import org.paralux.qa.finding.Symptom;

/**
 * Holds each side's replies against the contract. What one side alone breaks is a finding; what both break alike is a
 * remark, since the two agree. Thread-safe.
 */
public final class ContractBook {
    private final Findings findings;
    private final Map<String, Long> remarks = new TreeMap<>();

    ContractBook(Findings findings) {
        this.findings = findings;
    }

    /** Whether one side alone broke a rule in replies that match, and a finding was made of it. */
    boolean check(Case.Question question, Query query, Pair.Both both) {
        List<Breach> primary = breaches(query, both.primaryReply());
        List<Breach> candidate = breaches(query, both.candidateReply());
        List<Symptom> symptoms = new ArrayList<>();
        for (Breach breach : candidate) {
            if (primary.contains(breach)) {
                remark(query, breach);
            } else {
                symptoms.add(Symptom.ofContract(query, breach.rule(), breach.field(), breach.found()));
            }
        }
        findings.add(question, symptoms, Steadiness.ALWAYS);
        return !symptoms.isEmpty();
    }

    /**
     * What came of a law on both sides.
     *
     * @return whether the candidate alone breaks it, and a finding was made of that
     */
    boolean relation(Case.Question question, String rule, Optional<String> primary, Optional<String> candidate) {
        Query query = question.request().query();
        if (query == null || candidate.isEmpty()) {
            return false;
        }
        Breach breach = new Breach(rule, null, candidate.get());
        if (primary.isPresent()) {
            remark(query, new Breach(rule, null, "broken"));
            return false;
        }
        findings.add(
                question,
                List.of(Symptom.ofContract(query, breach.rule(), breach.field(), breach.found())),
                Steadiness.ALWAYS);
        return true;
    }

    private static List<Breach> breaches(Query query, @Nullable Payload reply) {
        return reply == null ? List.of() : Contract.check(query, reply);
    }

    private synchronized void remark(Query query, Breach breach) {
        remarks.merge(
                query.terms().resource() + (breach.field() == null ? "" : " " + breach.field()) + ": " + breach.rule()
                        + ": " + breach.found(),
                1L,
                Long::sum);
    }

    /** What both sides break alike, and in how many cases. */
    public synchronized Map<String, Long> remarks() {
        return Map.copyOf(remarks);
    }
}
