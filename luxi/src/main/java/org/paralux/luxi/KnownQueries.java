package org.paralux.luxi;

import org.paralux.luxi.base.RecentMap;

/**
 * Reads requests. Programs ask the same again and again, to the byte, so that the queries seen last are kept as they were
 * read: {@link #KEPT} of at most {@link #MAX_BYTES}. Commands are not, for what their arguments may hold.
 *
 * <p>Not thread-safe.
 */
public final class KnownQueries {
    static final int KEPT = 256;
    static final int MAX_BYTES = 4 << 10;

    private final RecentMap<Payload, Query> queries = new RecentMap<>(KEPT);

    /** What {@code message} is, as {@link LuxiRequest#in} says. */
    public LuxiRequest read(Payload message) {
        if (message.length() > MAX_BYTES) {
            return LuxiRequest.in(message);
        }
        Query known = queries.get(message);
        if (known != null) {
            return known;
        }
        LuxiRequest request = LuxiRequest.in(message);
        if (request instanceof Query query) {
            queries.put(message, query);
        }
        return request;
    }
}
