package org.paralux.luxi;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unit of sampling, verdicts and rollout: method, resource, and whether any live field is asked, for example
 * {@code Query/node/live}, {@code QueryJobs/job} or {@code QueryClusterInfo}. A resource that no release of Ganeti knows,
 * and one that is no text, reads {@code unknown}, so that a client cannot make classes up.
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

    public QueryClass {
        if (method.kind() != RequestKind.QUERY) {
            throw new IllegalArgumentException("method: " + method.wireName() + " (expected: a query)");
        }
    }

    static QueryClass of(LuxiMethod method, QueryTerms terms) {
        return new QueryClass(method, resource(method, terms.resource()), LiveFields.askedBy(method, terms));
    }

    private static @Nullable String resource(LuxiMethod method, @Nullable String sent) {
        return switch (method) {
            case QUERY_CONFIG_VALUES, QUERY_CLUSTER_INFO -> null;
            default -> sent != null && RESOURCES.contains(sent) ? sent : "unknown";
        };
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
