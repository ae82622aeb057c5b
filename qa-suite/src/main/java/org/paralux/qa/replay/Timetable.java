package org.paralux.qa.replay;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.paralux.qa.ask.Time;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.Cell;
import org.paralux.qa.catalogue.QueryForm;

/**
 * Recorded queries as cases, each due as long after the first as it was then, divided by the speed. Not thread-safe.
 */
public final class Timetable implements Iterator<Case>, BooleanSupplier {
    private final List<RecordedQuery> queries;
    private final double speed;
    private final Time time;
    private final long beganNanos;
    private final int from;
    private int next;

    /**
     * A row that begins now.
     *
     * @param from how many of the first to leave out
     * @param speed times as fast as then; 0 for as fast as it goes
     */
    public Timetable(List<RecordedQuery> queries, int from, double speed, Time time) {
        this.queries = List.copyOf(queries);
        this.from = Math.min(from, queries.size());
        this.speed = speed;
        this.time = time;
        next = this.from;
        beganNanos = time.nanos();
    }

    /** How many are left at the beginning. */
    public int size() {
        return queries.size() - from;
    }

    @Override
    public boolean hasNext() {
        return next < queries.size();
    }

    @Override
    public Case next() {
        RecordedQuery query = queries.get(next++);
        return new Case.Question(
                new Cell(query.request().queryClass(), "recorded"),
                query.request(),
                QueryForm.of(query.request().comparedAs()));
    }

    /** Whether the next one is due. */
    @Override
    public boolean getAsBoolean() {
        if (speed == 0 || !hasNext()) {
            return true;
        }
        Duration after =
                Duration.between(queries.get(from).time(), queries.get(next).time());
        return time.nanos() - beganNanos >= after.toNanos() / speed;
    }
}
