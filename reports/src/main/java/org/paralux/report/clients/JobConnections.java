package org.paralux.report.clients;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The connections that have carried a command or a wait: who waits for a job polls it on one of those. Remembers the
 * {@value #REMEMBERED} last used. Not thread-safe.
 */
final class JobConnections {
    static final int REMEMBERED = 1 << 14;

    private final Map<String, Boolean> connections = new LinkedHashMap<>(1_024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    void carriedJob(String connection) {
        connections.put(connection, true);
    }

    boolean hasCarriedJob(String connection) {
        return connections.get(connection) != null;
    }

    void closed(String connection) {
        connections.remove(connection);
    }
}
