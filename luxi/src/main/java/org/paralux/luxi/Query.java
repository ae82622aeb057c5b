package org.paralux.luxi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request proven to be a query that may be put to a second daemon: one JSON object in UTF-8, no repeated keys at any
 * depth (masterd lets the last count, luxid the first), a known read-only method with as many arguments as it takes, and
 * not on {@code lock}. Only a {@code Query} can be replayed, so no job is ever submitted twice.
 */
public final class Query implements LuxiRequest {
    private final Payload payload;
    private final LuxiMethod method;
    private final QueryTerms terms;
    private final QueryClass queryClass;

    /** Null until it is asked for; whoever asks at once makes the same. */
    private @Nullable Fingerprint fingerprint;

    /** For {@link RequestParser} alone, which holds the proof. */
    Query(Payload payload, LuxiMethod method, QueryTerms terms) {
        if (method.kind() != RequestKind.QUERY) {
            throw new IllegalArgumentException("method: " + method.wireName() + " (expected: a query)");
        }
        this.payload = payload;
        this.method = method;
        this.terms = terms;
        this.queryClass = QueryClass.of(method, terms);
    }

    /** The query in {@code message}, or empty where the proof fails. */
    public static Optional<Query> in(Payload message) {
        return LuxiRequest.in(message) instanceof Query query ? Optional.of(query) : Optional.empty();
    }

    /** The bytes as the client sent them. */
    public Payload payload() {
        return payload;
    }

    public LuxiMethod method() {
        return method;
    }

    public QueryTerms terms() {
        return terms;
    }

    public QueryClass queryClass() {
        return queryClass;
    }

    public Fingerprint fingerprint() {
        Fingerprint known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(method, terms);
            fingerprint = known;
        }
        return known;
    }

    @Override
    public RequestKind kind() {
        return RequestKind.QUERY;
    }

    @Override
    public String methodName() {
        return method.wireName();
    }

    @Override
    public String toString() {
        return "Query[" + queryClass.name() + ", " + fingerprint().id() + "]";
    }
}
