package org.paralux.qa.run;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.catalogue.Case;

/** Where the next case comes from: those to be asked again, then the stream. Thread-safe. */
final class CaseSource {
    private final Deque<Case> again = new ArrayDeque<>();
    private final Iterator<? extends Case> stream;
    private final Predicate<Case> chosen;
    private final Predicate<Case> isNew;
    private final BooleanSupplier isDue;
    private final BiConsumer<Case, NotTried> leftOut;
    private long taken;

    private CaseSource(
            Iterator<? extends Case> stream,
            Predicate<Case> chosen,
            Predicate<Case> isNew,
            BooleanSupplier isDue,
            BiConsumer<Case, NotTried> leftOut) {
        this.stream = stream;
        this.chosen = chosen;
        this.isNew = isNew;
        this.isDue = isDue;
        this.leftOut = leftOut;
    }

    /**
     * A source that asks once of each case of the stream, in order, whether it is chosen, and hands out none twice.
     *
     * @param leftOut is told of those that are not chosen
     */
    static CaseSource ofDistinct(
            Iterator<? extends Case> stream, Predicate<Case> chosen, BiConsumer<Case, NotTried> leftOut) {
        Set<String> seen = new HashSet<>();
        return new CaseSource(stream, chosen, each -> seen.add(each.id()), () -> true, leftOut);
    }

    /**
     * A source of all cases of the stream, each when it is due.
     *
     * @param isDue whether the next one is
     */
    static CaseSource ofAll(
            Iterator<? extends Case> stream, BooleanSupplier isDue, BiConsumer<Case, NotTried> leftOut) {
        return new CaseSource(stream, _ -> true, _ -> true, isDue, leftOut);
    }

    /** The next one; null where there is none, or none that is due. */
    synchronized @Nullable Case next() {
        return again.isEmpty() ? nextOfStream() : again.poll();
    }

    private @Nullable Case nextOfStream() {
        while (stream.hasNext() && isDue.getAsBoolean()) {
            Case next = stream.next();
            boolean isChosen = chosen.test(next);
            if (isChosen && isNew.test(next)) {
                taken++;
                return next;
            }
            if (!isChosen) {
                leftOut.accept(next, NotTried.SHARE);
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

    /** Whether one may be due later. */
    synchronized boolean hasMore() {
        return stream.hasNext();
    }

    /** Those of the stream that were handed out. */
    synchronized long taken() {
        return taken;
    }

    /** Leaves out all that is left. */
    synchronized void leaveOutTheRest() {
        again.forEach(each -> leftOut.accept(each, NotTried.ENDED));
        again.clear();
        stream.forEachRemaining(each -> leftOut.accept(each, chosen.test(each) ? NotTried.ENDED : NotTried.SHARE));
    }
}
