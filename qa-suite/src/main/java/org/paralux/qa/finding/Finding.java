package org.paralux.qa.finding;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.arbiter.Rulings;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.QueryForm;

/**
 * One difference between the daemons, with all the cases that show it.
 *
 * @param classes of the queries that showed it
 * @param cases how many showed it
 * @param rows what names some of the rows in which it shows
 * @param symptom as the first case showed it, or as the shortest query does
 * @param origin the first case
 * @param shortest the shortest query that shows it; null where what shows it is no query
 * @param probes how often the daemons were asked to find that query
 * @param steadiness how often the shortest query shows it
 * @param rulings what the cluster's files say of it; none where nobody asked them
 */
public record Finding(
        FindingKey key,
        SortedSet<String> classes,
        long cases,
        List<String> rows,
        Symptom symptom,
        Case origin,
        @Nullable QueryForm shortest,
        int probes,
        Steadiness steadiness,
        Rulings rulings) {
    /**
     * How often a query that shows a difference shows it.
     *
     * @param shown at least once
     */
    public record Steadiness(int shown, int asked) {
        public static final Steadiness ALWAYS = new Steadiness(1, 1);

        public boolean isAlways() {
            return shown == asked;
        }

        /** {@code always}, or {@code 5 of 16 times}. */
        public String text() {
            return isAlways() ? "always" : shown + " of " + asked + " times";
        }
    }

    public Finding {
        classes = Collections.unmodifiableSortedSet(new TreeSet<>(classes));
        rows = List.copyOf(rows);
    }

    public Finding shrunkTo(QueryForm form, Symptom shown, int asked, Steadiness how) {
        return new Finding(key, classes, cases, rows, shown, origin, form, asked, how, rulings);
    }

    public Finding with(Rulings others) {
        return new Finding(key, classes, cases, rows, symptom, origin, shortest, probes, steadiness, others);
    }

    /** The request that shows it, as text. */
    public String request() {
        QueryForm form = shortest;
        return form != null
                ? form.text()
                : switch (origin) {
                    case Case.Question question ->
                        new String(question.request().payload().toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
                    case Case.Script script -> script.title();
                    case Case.Submission submission ->
                        new String(submission.job().payload().toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
                };
    }
}
