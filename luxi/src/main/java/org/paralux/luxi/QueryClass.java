package org.paralux.luxi;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unit of sampling, verdicts and rollout: method, resource, and whether any live field is asked, for example
 * {@code Query/node/live}, {@code QueryJobs/job} or {@code QueryClusterInfo}. A resource that no release of Ganeti knows
 * reads {@code unknown}, so that a client cannot make classes up.
 *
 * @param live whether the daemon must ask the nodes by RPC to answer
 */
public record QueryClass(LuxiMethod method, @Nullable String resource, boolean live) {
    private static final Set<String> RESOURCES = Set.of(
            "cluster",
            "instance",
            "node",
            "group",
            "nodegroup",
            "network",
            "job",
            "lock",
            "os",
            "export",
            "extstorage",
            "filter");

    static QueryClass of(LuxiMethod method, QueryTerms terms) {
        String resource = terms.resource();
        if (resource != null && !RESOURCES.contains(resource)) {
            resource = "unknown";
        }
        return new QueryClass(method, resource, LiveFields.askedBy(method, terms));
    }

    /** The class as records and reports print it. */
    public String name() {
        StringBuilder name = new StringBuilder(method.wireName());
        if (resource != null) {
            name.append('/').append(resource);
        }
        if (live) {
            name.append("/live");
        }
        return name.toString();
    }
}
