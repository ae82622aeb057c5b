package org.paralux.report.clients;

import org.paralux.report.tally.Recent;

/**
 * The connections that have carried a command or a wait: who waits for a job polls it on one of those. Remembers the
 * {@value #REMEMBERED} last used. Not thread-safe.
 */
final class JobConnections {
    private static final int REMEMBERED = 1 << 15;

    private final Recent<Boolean> connections = new Recent<>(REMEMBERED, forgotten -> {});

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
