package org.paralux.report.clients;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which resource of the remote API makes RAPI ask a class, as its handlers do in 2.7 to 3.1 (lib/rapi/rlib2.py): all that
 * can be said of those who are behind it.
 */
final class RapiResources {
    private static final Map<String, String> BY_CLASS = Map.ofEntries(
            Map.entry("QueryClusterInfo", "/2/info"),
            Map.entry("QueryNodes/node", "/2/nodes, /2/nodes/[node]"),
            Map.entry("Query/node", "/2/nodes, /2/query/node"),
            Map.entry("QueryInstances/instance", "/2/instances, /2/instances/[instance]"),
            Map.entry("Query/instance", "/2/instances, /2/query/instance"),
            Map.entry("QueryGroups/group", "/2/groups, /2/groups/[group]"),
            Map.entry("Query/group", "/2/groups, /2/query/group"),
            Map.entry("QueryNetworks/network", "/2/networks, /2/networks/[network]"),
            Map.entry("Query/network", "/2/networks, /2/query/network"),
            Map.entry("QueryJobs/job", "/2/jobs, /2/jobs/[job]"),
            Map.entry("Query/job", "/2/jobs, /2/query/job"),
            Map.entry("Query/os", "/2/os, /2/query/os"),
            Map.entry("Query/export", "/2/query/export"),
            Map.entry("QueryFilters/filter", "/2/filters, /2/filters/[filter]"),
            Map.entry("Query/filter", "/2/filters"),
            Map.entry("QueryTags/cluster", "/2/tags"),
            Map.entry("QueryTags/node", "/2/nodes/[node]/tags"),
            Map.entry("QueryTags/instance", "/2/instances/[instance]/tags"),
            Map.entry("QueryTags/nodegroup", "/2/groups/[group]/tags"),
            Map.entry("QueryTags/network", "/2/networks/[network]/tags"));
    private static final String LIVE = "/live";

    private RapiResources() {}

    /** The resources behind these classes, each once. */
    static List<String> of(List<ClassRow> classes) {
        Set<String> resources = new TreeSet<>();
        for (ClassRow row : classes) {
            String name = row.name().endsWith(LIVE)
                    ? row.name().substring(0, row.name().length() - LIVE.length())
                    : row.name();
            String known = BY_CLASS.get(name);
            if (known != null) {
                resources.addAll(List.of(known.split(", ", -1)));
            } else if (name.startsWith("QueryFields/")) {
                resources.add("/2/query/" + name.substring("QueryFields/".length()) + "/fields");
            }
        }
        return List.copyOf(resources);
    }
}
