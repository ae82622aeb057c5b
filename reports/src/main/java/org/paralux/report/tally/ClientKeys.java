package org.paralux.report.tally;

import org.paralux.audit.ClientFacts;

/** Which client key a client id belongs to, for the processes that were seen last. Not thread-safe. */
public final class ClientKeys {
    public static final String UNKNOWN = "unknown client";

    private static final int REMEMBERED = 1 << 16;

    private final Recent<String> keys = new Recent<>(REMEMBERED, key -> {});
    private String lastId = "";
    private String lastKey = UNKNOWN;

    public void seen(ClientFacts facts) {
        keys.put(facts.client(), facts.key());
    }

    public String of(String clientId) {
        if (!clientId.equals(lastId)) {
            String key = keys.get(clientId);
            if (key == null) {
                return UNKNOWN;
            }
            lastId = clientId;
            lastKey = key;
        }
        return lastKey;
    }
}
