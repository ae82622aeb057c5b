package org.paralux.report.clients;

import java.util.List;

/**
 * How far the clients have moved from the primary's socket to the query daemon's, where a proxy is before both. What the
 * release explains need not move, and counts for neither.
 *
 * @param queriesMoved queries that came to the query socket
 * @param queriesToMove queries on the primary's socket that should have
 * @param clientsMoved clients that have none to move
 * @param clientsOnBoth clients that ask here and there
 * @param clientsToMove clients that ask the primary's socket only
 */
public record Migration(
        long queriesMoved, long queriesToMove, long clientsMoved, long clientsOnBoth, long clientsToMove) {

    static Migration of(List<ClientRow> clients) {
        long moved = 0;
        long toMove = 0;
        long[] clientsBy = new long[3];
        for (ClientRow client : clients) {
            long there = client.requests().onQuerySocket();
            long here = client.requests().toChange();
            moved += there;
            toMove += here;
            if (there + here > 0) {
                clientsBy[here == 0 ? 0 : there > 0 ? 1 : 2]++;
            }
        }
        return new Migration(moved, toMove, clientsBy[0], clientsBy[1], clientsBy[2]);
    }

    /** The part of all queries that has moved, from 0 to 1; 0 where there were none. */
    public double queryShare() {
        return share(queriesMoved, queriesMoved + queriesToMove);
    }

    /** The part of the clients that has moved wholly, from 0 to 1. */
    public double clientShare() {
        return share(clientsMoved, clients());
    }

    /** All that have queries on one of the two that count. */
    public long clients() {
        return clientsMoved + clientsOnBoth + clientsToMove;
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }
}
