package org.paralux.qa.run;

import java.util.HashMap;
import java.util.Map;

/** The classes of queries to which the candidate says nothing: each costs a time limit, so a few are enough. Thread-safe. */
final class SilentClasses {
    private final int most;
    private final Map<String, Integer> counts = new HashMap<>();

    SilentClasses(int most) {
        this.most = most;
    }

    synchronized void isSilent(String queryClass) {
        counts.merge(queryClass, 1, Integer::sum);
    }

    synchronized boolean isGivenUp(String queryClass) {
        return counts.getOrDefault(queryClass, 0) >= most;
    }
}
