package org.paralux.report.asked;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.Exchange;

/** One query of each fingerprint, the first that came, of so many fingerprints at most. Not thread-safe. */
public final class AskedQueries {
    private static final int FINGERPRINTS = 20_000;
    private static final int LONGEST_FILTER = 4_000;

    private final Map<String, AskedQuery> queries = new HashMap<>();

    public void add(Exchange exchange) {
        String fingerprint = exchange.fingerprint();
        if (fingerprint == null || queries.containsKey(fingerprint) || queries.size() >= FINGERPRINTS) {
            return;
        }
        String filter = exchange.filter();
        if (filter == null || filter.length() <= LONGEST_FILTER) {
            queries.put(fingerprint, AskedQuery.of(exchange));
        }
    }

    public @Nullable AskedQuery of(String fingerprint) {
        return queries.get(fingerprint);
    }
}
