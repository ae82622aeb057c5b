package org.paralux.proxy.record;

import org.paralux.luxi.KnownQueries;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Query;
import org.paralux.proxy.tee.Body;

/** Tells what a request is that was seen whole or by its ends. Not thread-safe. */
final class RequestReader {
    private final KnownQueries queries = new KnownQueries();

    /** What {@code request} is; one too large to be kept is read as far as it was. */
    LuxiRequest read(Body request) {
        return switch (request) {
            case Body.Whole whole -> whole.read() != null ? whole.read() : queries.read(whole.payload());
            case Body.Ends ends -> cut(LuxiRequest.in(ends.head()), ends);
        };
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
