package org.paralux.proxy.record;

/**
 * What is counted, in complete frames unless the name says otherwise. At any moment
 *
 * <pre>
 * received = forwarded + refused-at-door + undelivered
 *          = queries + commands + waits + unknown
 * queries  = eligible + lock + malformed
 * eligible = trials + skipped
 * trials   = match + equivalent + shadow-failed + refused + lag + moved + divergent + undecided + in-flight
 * skipped  = skipped.stage + … , a part for each cause
 * </pre>
 */
public enum TrafficCount {
    RECEIVED("received"),
    FORWARDED("forwarded"),
    REFUSED_AT_DOOR("refused-at-door"),
    UNDELIVERED("undelivered"),
    QUERIES("queries"),
    COMMANDS("commands"),
    WAITS("waits"),
    UNKNOWN("unknown"),
    ELIGIBLE("eligible"),
    LOCK("lock"),
    MALFORMED("malformed"),
    TRIALS("trials"),
    SKIPPED("skipped"),
    MISDIRECTED("misdirected"),
    /** Requests whose ETX never came. */
    INCOMPLETE("incomplete-requests"),
    /** Requests that got their whole reply. */
    ANSWERED("answered"),
    CONNECTIONS_OPENED("connections-opened"),
    CONNECTIONS_CLOSED("connections-closed"),
    BYTES_FROM_CLIENTS("bytes-from-clients"),
    BYTES_TO_CLIENTS("bytes-to-clients"),
    /** Replies that were too large for memory, and whole on the disk. */
    BODIES_SPOOLED("bodies-spooled"),
    /** Bodies kept by their ends only, though all of them was wanted. */
    BODIES_CUT("bodies-cut"),
    /** Exchanges that were counted but not written, because too many waited. */
    EXCHANGES_DROPPED("exchanges-dropped");

    private final String word;

    TrafficCount(String word) {
        this.word = word;
    }

    /** The name in records, {@code status} and metrics. */
    public String word() {
        return word;
    }
}
