package org.paralux.proxy.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.tee.Body;

/**
 * Tells what a request is. Programs ask the same again and again, to the byte, so that the queries seen last are kept as
 * they were read: {@link #KEPT} of at most {@link #MAX_BYTES}. Commands are not, for what their arguments may hold.
 *
 * <p>Not thread-safe.
 */
final class RequestReader {
    static final int KEPT = 256;
    static final int MAX_BYTES = 4 << 10;

    private final SequencedMap<Payload, Query> queries = new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Payload, Query> eldest) {
            return size() > KEPT;
        }
    };

    /** What {@code request} is; one too large to be kept is read as far as it was. */
    LuxiRequest read(Body request) {
        return switch (request) {
            case Body.Whole(Payload payload) -> whole(payload);
            case Body.Ends ends -> cut(LuxiRequest.in(ends.head()), ends);
        };
    }

    private LuxiRequest whole(Payload payload) {
        if (payload.length() > MAX_BYTES) {
            return LuxiRequest.in(payload);
        }
        Query known = queries.get(payload);
        if (known != null) {
            return known;
        }
        LuxiRequest request = LuxiRequest.in(payload);
        if (request instanceof Query query) {
            queries.put(payload, query);
        }
        return request;
    }

    /** Of a cut request the method is known at most; that it is a whole and valid one is not. */
    private static LuxiRequest cut(LuxiRequest head, Body.Ends ends) {
        String reason = "too large to be read: " + ends.length() + " bytes";
        return switch (head) {
            case LuxiRequest.Unknown unknown -> new LuxiRequest.Unknown(unknown.methodName(), reason);
            case LuxiRequest.MalformedQuery query -> new LuxiRequest.MalformedQuery(query.method(), reason);
            case Query _, LuxiRequest.LockQuery _, LuxiRequest.Command _, LuxiRequest.Wait _ -> head;
        };
    }
}
