package org.paralux.proxy.relay;

import java.util.function.Consumer;
import org.paralux.luxi.KnownQueries;
import org.paralux.proxy.measure.Spread;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.ExchangeTee;

/** What the connections of one relay share. */
interface RelayContext {
    UpstreamConnector primary();

    /** Whose word it is what {@link #primary} answers. */
    Answerer answerer();

    /** To the daemon on trial; to the primary where there is none. */
    UpstreamConnector shadow();

    RequestRouter router();

    /** Of the event loop that asks. */
    KnownQueries queries();

    TrafficObserver observer();

    ExchangeTee newTee(Consumer<Exchange> finished);

    /** How long the shadow may be silent before a query falls back to the primary. */
    long fallBackAfterNanos();

    /** So many more requests wait for the primary's reply; fewer where it is negative. */
    void requestsUnderWay(int more);

    /** How long bytes take through a connection, of reads that end a frame. */
    Spread carryTimes();

    /** {@code next} looks after the client of {@code connection} from now on. */
    void replaced(RelayConnection connection, RelayConnection next);

    /** {@code connection} is over; called once, on its event loop. */
    void closed(RelayConnection connection);
}
