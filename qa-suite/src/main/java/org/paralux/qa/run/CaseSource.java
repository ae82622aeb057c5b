package org.paralux.qa.run;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.catalogue.Case;

/** Where the next case comes from: those to be asked again, then the stream, of which none comes twice. Thread-safe. */
final class CaseSource {
    private final Deque<Case> again = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final Iterator<? extends Case> stream;
    private final Predicate<Case> chosen;
    private final Consumer<Case> leftOut;
    private long taken;

    /**
     * A source that asks once of each case of the stream, in order, whether it is chosen.
     *
     * @param leftOut is told of those that are not
     */
    CaseSource(Iterator<? extends Case> stream, Predicate<Case> chosen, Consumer<Case> leftOut) {
        this.stream = stream;
        this.chosen = chosen;
        this.leftOut = leftOut;
    }

    synchronized @Nullable Case next() {
        return again.isEmpty() ? nextOfStream() : again.poll();
    }

    private @Nullable Case nextOfStream() {
        while (stream.hasNext()) {
            Case next = stream.next();
            boolean isChosen = chosen.test(next);
            if (isChosen && seen.add(next.id())) {
                taken++;
                return next;
            }
            if (!isChosen) {
                leftOut.accept(next);
            }
        }
        return null;
    }

    /** One that was put aside. */
    synchronized @Nullable Case nextAgain() {
        return again.poll();
    }

    synchronized void askAgain(Collection<? extends Case> cases) {
        again.addAll(cases);
    }

    /** Those of the stream that were handed out. */
    synchronized long taken() {
        return taken;
    }

    /** Leaves out all that is left. */
    synchronized void leaveOutTheRest() {
        again.forEach(leftOut);
        again.clear();
        stream.forEachRemaining(leftOut);
    }
}
