package org.paralux.report.clients;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.report.Release;

/**
 * From which release on Ganeti's query daemon (confd in 2.7, luxid since) answers what. Everything else it refuses, so
 * nobody should be told to send it there.
 */
final class QueryDaemon {
    /** The first release with a query daemon. */
    static final Release FIRST = new Release(2, 7);

    private static final Map<String, Release> SERVED_FROM = served(
            Map.of(
                    7, List.of("QueryClusterInfo", "QueryTags", "QueryNodes", "QueryGroups", "QueryJobs"),
                    8, List.of("QueryNetworks"),
                    11, List.of("QueryInstances", "QueryConfigValues"),
                    12, List.of("QueryExports"),
                    13, List.of("QueryFilters")),
            Map.of(
                    7, List.of("node", "group", "job"),
                    8, List.of("network", "export"),
                    11, List.of("instance"),
                    13, List.of("filter")));

    private QueryDaemon() {}

    /** Empty where no release answers it. */
    static Optional<Release> servedFrom(Asked asked) {
        if (asked.method().equals("QueryTags") && "network".equals(asked.resource())) {
            // Late revisions of 2.8 and 2.9 have it too.
            return Optional.of(new Release(2, 10));
        }
        return Optional.ofNullable(
                SERVED_FROM.get(name(asked.method(), asked.choosesResource() ? asked.resource() : null)));
    }

    private static Map<String, Release> served(
            Map<Integer, List<String>> methods, Map<Integer, List<String>> resources) {
        Map<String, Release> from = new HashMap<>();
        methods.forEach((minor, names) -> names.forEach(method -> from.put(method, new Release(2, minor))));
        resources.forEach((minor, names) -> names.forEach(resource -> {
            from.put(name("Query", resource), new Release(2, minor));
            from.put(name("QueryFields", resource), new Release(2, minor));
        }));
        return Map.copyOf(from);
    }

    private static String name(String method, @Nullable String resource) {
        return resource == null ? method : method + "/" + resource;
    }
}
