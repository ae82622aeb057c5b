package org.paralux.qa.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.finding.FindingKey;
import org.paralux.qa.finding.Symptom;

/**
 * The cases in which the two differ and that are not decided. Of those that show the same a few are settled; the others
 * are put aside until these are decided, and asked again then.
 *
 * <p>Thread-safe.
 */
final class SettlingDesk {
    private static final int MOST_ALIKE = 3;

    private final PriorityQueue<OpenQuestion> due =
            new PriorityQueue<>(Comparator.comparingLong(OpenQuestion::dueNanos));
    private final Map<FindingKey, Integer> open = new HashMap<>();
    private final Deque<Case.Question> aside = new ArrayDeque<>();

    /** Whether a case with these symptoms is to be settled; counted as such from now on. */
    synchronized boolean takes(List<Symptom> symptoms) {
        boolean enough = symptoms.stream().allMatch(each -> open.getOrDefault(each.key(), 0) >= MOST_ALIKE);
        if (!enough) {
            symptoms.forEach(each -> open.merge(each.key(), 1, Integer::sum));
        }
        return !enough;
    }

    synchronized void putAside(Case.Question question) {
        aside.add(question);
    }

    /** The question waits for its next look. */
    synchronized void add(OpenQuestion question) {
        due.add(question);
    }

    /** The question whose time has come, which is the caller's now; null where there is none. */
    synchronized @Nullable OpenQuestion takeDue(long nowNanos) {
        OpenQuestion first = due.peek();
        return first != null && first.dueNanos() <= nowNanos ? due.poll() : null;
    }

    /** When the next is due; null where none waits. */
    synchronized @Nullable Long nextDueNanos() {
        OpenQuestion first = due.peek();
        return first == null ? null : first.dueNanos();
    }

    /** A question is decided: those like it can be asked again. */
    synchronized List<Case.Question> decided(OpenQuestion question) {
        question.symptoms().forEach(each -> open.merge(each.key(), -1, Integer::sum));
        List<Case.Question> again = new ArrayList<>(aside);
        aside.clear();
        return again;
    }

    /** All that wait, which are the caller's now. */
    synchronized List<OpenQuestion> clear() {
        List<OpenQuestion> all = new ArrayList<>(due);
        due.clear();
        return all;
    }

    synchronized List<Case.Question> clearAside() {
        List<Case.Question> all = new ArrayList<>(aside);
        aside.clear();
        return all;
    }

    synchronized int waiting() {
        return due.size() + aside.size();
    }
}
