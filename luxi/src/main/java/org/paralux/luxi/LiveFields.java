package org.paralux.luxi;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields that a daemon can answer only by asking the nodes (data groups {@code NQ_LIVE}, {@code IQ_LIVE},
 * {@code IQ_CONSOLE} of Ganeti 2.7's query definitions, and the storage and core counts that 2.9 added).
 */
final class LiveFields {
    private static final Map<String, Set<String>> BY_RESOURCE = Map.of(
            "node",
            Set.of(
                    "bootid",
                    "cnodes",
                    "cnos",
                    "csockets",
                    "ctotal",
                    "dfree",
                    "dtotal",
                    "mfree",
                    "mnode",
                    "mtotal",
                    "spfree",
                    "sptotal"),
            "instance",
            Set.of("console", "oper_ram", "oper_state", "oper_vcpus", "status"));

    /** Resources that no configuration holds: every answer comes from the nodes. */
    private static final Set<String> ALL_LIVE = Set.of("export", "os", "extstorage");

    private LiveFields() {}

    static boolean askedBy(LuxiMethod method, QueryTerms terms) {
        String resource = terms.resource();
        if (resource == null || method == LuxiMethod.QUERY_FIELDS || method == LuxiMethod.QUERY_TAGS) {
            return false;
        }
        if (ALL_LIVE.contains(resource)) {
            return true;
        }
        Set<String> live = BY_RESOURCE.getOrDefault(resource, Set.of());
        return anyOf(live, terms.fields()) || mentionedIn(terms.filter(), live);
    }

    private static boolean anyOf(Set<String> live, @Nullable List<String> fields) {
        return fields != null && !live.isEmpty() && !Collections.disjoint(live, fields);
    }

    private static boolean mentionedIn(@Nullable JsonNode filter, Set<String> live) {
        if (filter == null || live.isEmpty()) {
            return false;
        }
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(filter);
        while (!open.isEmpty()) {
            JsonNode node = open.pop();
            if (!node.isArray() || node.isEmpty()) {
                continue;
            }
            if (Filters.isCombination(node)) {
                node.forEach(open::push);
            } else if (node.size() > 1
                    && node.get(1).isString()
                    && live.contains(node.get(1).stringValue())) {
                return true;
            }
        }
        return false;
    }
}
