package org.paralux.qa.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.Cell;
import org.paralux.qa.catalogue.QueryForm;
import org.paralux.qa.fuzz.Relation;
import org.paralux.qa.fuzz.Relations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Holds each side alone against laws between its own answers. What breaks once and holds again was a write between. */
final class RelationPhase {
    private static final int REPEATS = 3;

    private final Pair pair;
    private final Relations relations;
    private final ContractBook book;
    private final Tally tally;

    RelationPhase(Pair pair, Relations relations, ContractBook book, Tally tally) {
        this.pair = pair;
        this.relations = relations;
        this.book = book;
        this.tally = tally;
    }

    /** Tries one law on both sides. */
    void step() throws InterruptedException {
        Relation relation = relations.next();
        Optional<String> primary = steadyBreach(Side.PRIMARY, relation);
        Optional<String> candidate = steadyBreach(Side.SHADOW, relation);
        QueryForm form = relation.queries().getLast();
        Cell cell = new Cell(form.method().wireName() + "/" + form.resource(), relation.rule());
        boolean found = book.relation((Case.Question) Case.of(cell, form), relation.rule(), primary, candidate);
        tally.count(cell, found ? CaseResult.DIVERGENT : CaseResult.MATCH);
    }

    private Optional<String> steadyBreach(Side side, Relation relation) throws InterruptedException {
        Optional<String> breach = Optional.empty();
        for (int i = 0; i < REPEATS; i++) {
            breach = breach(side, relation);
            if (breach.isEmpty()) {
                return breach;
            }
        }
        return breach;
    }

    private Optional<String> breach(Side side, Relation relation) throws InterruptedException {
        List<JsonNode> results = new ArrayList<>();
        for (QueryForm form : relation.queries()) {
            Optional<JsonNode> result = result(side, form.request());
            if (result.isEmpty()) {
                return Optional.empty();
            }
            results.add(result.get());
        }
        return relation.breach(results);
    }

    private Optional<JsonNode> result(Side side, HarmlessRequest request) throws InterruptedException {
        if (!(pair.daemon(side).ask(request) instanceof Answer.Replied(Payload payload, long _, long _))) {
            return Optional.empty();
        }
        try {
            JsonNode reply = LuxiJson.MAPPER.readTree(payload.toByteArray());
            return reply.path("success").asBoolean(false) ? Optional.of(reply.path("result")) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
