package org.paralux.proxy.record;

import java.time.Instant;
import org.paralux.proxy.relay.CloseReason;
import org.paralux.proxy.tee.Exchange;

/** Something that an event loop saw, on its way to the recorder. */
sealed interface Observation {
    ObservedConnection connection();

    record Opened(ObservedConnection connection, Instant time) implements Observation {}

    record Finished(ObservedConnection connection, Exchange exchange) implements Observation {}

    record Closed(
            ObservedConnection connection,
            Instant time,
            long durationNanos,
            CloseReason reason,
            long exchanges,
            long bytesFromClient,
            long bytesToClient)
            implements Observation {}
}
