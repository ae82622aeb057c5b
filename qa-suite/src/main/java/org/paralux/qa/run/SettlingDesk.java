package org.paralux.qa.run;

import java.util.ArrayList;
import java.util.Comparator;
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
 * are put aside until one of these is decided.
 *
 * <p>Thread-safe.
 */
final class SettlingDesk {
    private static final int MOST_ALIKE = 3;

    private final PriorityQueue<OpenQuestion> due =
            new PriorityQueue<>(Comparator.comparingLong(OpenQuestion::dueNanos));
    private final Map<FindingKey, Integer> open = new HashMap<>();
    private final Map<FindingKey, List<Aside>> aside = new HashMap<>();

    /** A case that shows what others that are being settled show. */
    record Aside(Case.Question question, List<Symptom> symptoms) {}

    /** Whether a case with these symptoms is to be settled; counted as such from now on. */
    synchronized boolean takes(List<Symptom> symptoms) {
        boolean enough = symptoms.stream().allMatch(each -> open.getOrDefault(each.key(), 0) >= MOST_ALIKE);
        if (!enough) {
            symptoms.forEach(each -> open.merge(each.key(), 1, Integer::sum));
        }
        return !enough;
    }

    /** Waits until a question that shows {@code key} is decided. */
    synchronized void putAside(FindingKey key, Aside alike) {
        aside.computeIfAbsent(key, _ -> new ArrayList<>()).add(alike);
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

    /** A question is decided; those that waited for it, which are the caller's now. */
    synchronized List<Aside> decided(OpenQuestion question) {
        List<Aside> alike = new ArrayList<>();
        for (Symptom symptom : question.symptoms()) {
            open.merge(symptom.key(), -1, Integer::sum);
            List<Aside> waiting = aside.remove(symptom.key());
            if (waiting != null) {
                alike.addAll(waiting);
            }
        }
        return alike;
    }

    /** All that wait, which are the caller's now. */
    synchronized List<OpenQuestion> clear() {
        List<OpenQuestion> all = new ArrayList<>(due);
        due.clear();
        return all;
    }

    synchronized List<Case.Question> clearAside() {
        List<Case.Question> all = aside.values().stream()
                .flatMap(List::stream)
                .map(Aside::question)
                .toList();
        aside.clear();
        return all;
    }

    synchronized int waiting() {
        return due.size() + aside.values().stream().mapToInt(List::size).sum();
    }
}
