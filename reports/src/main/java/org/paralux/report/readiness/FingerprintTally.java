package org.paralux.report.readiness;

import java.util.HashMap;
import java.util.Map;
import org.paralux.report.asked.AskedQuery;

/** How often one fingerprint was asked and compared, and by whom. Not thread-safe. */
final class FingerprintTally {
    private static final int CLIENTS = 1000;

    private final String queryClass;
    private final AskedQuery query;
    private final Map<String, boolean[]> comparedByClient = new HashMap<>();
    private long seen;
    private long compared;
    private long errorsSeen;
    private long errorsCompared;

    FingerprintTally(String queryClass, AskedQuery query) {
        this.queryClass = queryClass;
        this.query = query;
    }

    void seen(String client, boolean error) {
        seen++;
        errorsSeen += error ? 1 : 0;
        client(client);
    }

    void compared(String client, boolean error) {
        compared++;
        errorsCompared += error ? 1 : 0;
        client(client)[0] = true;
    }

    private boolean[] client(String client) {
        boolean[] flag = comparedByClient.get(client);
        if (flag == null) {
            flag = comparedByClient.size() < CLIENTS
                    ? comparedByClient.computeIfAbsent(client, each -> new boolean[1])
                    : new boolean[1];
        }
        return flag;
    }

    /** A new epoch begins: nothing is compared yet. */
    void forgetComparisons() {
        compared = 0;
        errorsCompared = 0;
        comparedByClient.values().forEach(flag -> flag[0] = false);
    }

    String queryClass() {
        return queryClass;
    }

    AskedQuery query() {
        return query;
    }

    long seen() {
        return seen;
    }

    long compared() {
        return compared;
    }

    long errorsSeen() {
        return errorsSeen;
    }

    long errorsCompared() {
        return errorsCompared;
    }

    Map<String, boolean[]> comparedByClient() {
        return comparedByClient;
    }
}
