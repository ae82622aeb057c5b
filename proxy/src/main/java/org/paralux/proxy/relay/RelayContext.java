package org.paralux.proxy.relay;

import java.util.function.Consumer;
import org.paralux.proxy.measure.Spread;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.ExchangeTee;

/** What the connections of one relay share. */
interface RelayContext {
    PrimaryConnector connector();

    TrafficObserver observer();

    ExchangeTee newTee(Consumer<Exchange> finished);

    /** So many more requests wait for the primary's reply; fewer where it is negative. */
    void requestsUnderWay(int more);

    /** How long bytes take through a connection, of reads that end a frame. */
    Spread carryTimes();

    /** {@code connection} is over; called once, on its event loop. */
    void closed(Connection connection);
}
