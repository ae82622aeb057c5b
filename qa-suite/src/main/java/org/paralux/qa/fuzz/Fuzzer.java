package org.paralux.qa.fuzz;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.paralux.luxi.Payload;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.Cell;
import org.paralux.qa.catalogue.QueryForm;
import org.paralux.qa.catalogue.Vocabulary;

/**
 * An endless row of random queries. Half are made from nothing; half are one of those that reached something new, changed
 * in one part. With one case at a time the same vocabulary, replies and seed give the same row.
 *
 * <p>Thread-safe.
 */
public final class Fuzzer implements Iterator<Case> {
    private static final int MOST_KEPT = 5000;

    private final Random random;
    private final QueryGrammar grammar;
    private final QuerySpace space = new QuerySpace();
    private final List<QueryForm> interesting = new ArrayList<>();

    public Fuzzer(Vocabulary vocabulary, long seed) {
        random = new Random(seed);
        grammar = new QueryGrammar(vocabulary, random);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public synchronized Case next() {
        boolean fresh = interesting.isEmpty() || random.nextBoolean();
        QueryForm form = fresh ? grammar.query() : grammar.changed(interesting.get(random.nextInt(interesting.size())));
        return Case.of(new Cell(form.method().wireName() + "/" + form.resource(), "random"), form);
    }

    /** Learns what the primary said to a query. */
    public synchronized void replied(QueryForm form, Payload reply) {
        if (space.reach(form, reply)) {
            if (interesting.size() >= MOST_KEPT) {
                interesting.set(random.nextInt(MOST_KEPT), form);
            } else {
                interesting.add(form);
            }
        }
    }

    /** How many points of the space of queries were reached. */
    public synchronized int reached() {
        return space.size();
    }
}
