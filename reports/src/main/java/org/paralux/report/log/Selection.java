package org.paralux.report.log;

import org.jspecify.annotations.Nullable;
import org.paralux.report.TimeRange;

/**
 * What a report is asked to be about.
 *
 * @param cluster the cluster's name; null for the only one there is
 * @param queryClass a query class; null for all
 * @param client a part of the client key; null for all
 */
public record Selection(
        TimeRange range,
        @Nullable String cluster,
        @Nullable String queryClass,
        @Nullable String client) {
    public static final Selection ALL = of(TimeRange.ALL);

    public static Selection of(TimeRange range) {
        return new Selection(range, null, null, null);
    }

    public boolean admitsClass(@Nullable String name) {
        return queryClass == null || queryClass.equals(name);
    }

    public boolean admitsClient(String key) {
        return client == null || key.contains(client);
    }
}
