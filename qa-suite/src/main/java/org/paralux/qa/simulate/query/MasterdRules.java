package org.paralux.qa.simulate.query;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.filter.FilterLanguage;
import org.paralux.qa.simulate.filter.HostNames;
import org.paralux.qa.simulate.filter.MasterdFilters;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** masterd's, as in 2.7 to 2.10. */
public final class MasterdRules extends QueryRules {
    private final FilterLanguage filters = new MasterdFilters();
    private final Comparator<String> setOrder;

    private MasterdRules(Comparator<String> setOrder) {
        this.setOrder = setOrder;
    }

    /** As masterd lists the members of a set: in an order that stands for that of a hash table. */
    public static MasterdRules withSetsInHashOrder() {
        return new MasterdRules(Comparator.comparingInt((String member) -> Integer.reverse(member.hashCode())));
    }

    /** As luxid lists the members of a set. */
    public static MasterdRules withSortedSets() {
        return new MasterdRules(Comparator.naturalOrder());
    }

    @Override
    public FilterLanguage filters() {
        return filters;
    }

    @Override
    List<JsonNode> namesToFetch(List<JsonNode> asked) {
        return asked.stream().distinct().toList();
    }

    @Override
    boolean classicCallsFollowTheNames() {
        return true;
    }

    @Override
    RequestFailure notKnown(Resource<?> resource, String name) {
        return RequestFailure.unknownEntity(resource.objectWord() + " '" + name + "' not known");
    }

    /** The rules about jobs came after its time. */
    @Override
    void checkServed(Resource<?> resource) {
        if (resource == Resources.FILTER) {
            throw unknownResource(resource.wireName());
        }
    }

    @Override
    RequestFailure unknownResource(String wireName) {
        return RequestFailure.wrongInput("Resource type '" + wireName + "' unknown");
    }

    @Override
    RequestFailure unknownTagKind(String kind) {
        return RequestFailure.wrongInput("Unknown tag type '" + kind + "'");
    }

    @Override
    int timesANamedNodeIsListed() {
        return 1;
    }

    /** The exports of each node, or false where the node cannot tell. */
    @Override
    JsonNode exports(List<ExportResource.Row> rows) {
        ObjectNode byNode = JsonNodeFactory.instance.objectNode();
        for (ExportResource.Row row : rows) {
            if (row.export().isNormal()) {
                byNode.withArrayProperty(row.node().name()).add(row.export().value());
            } else {
                byNode.put(row.node().name(), false);
            }
        }
        return byNode;
    }

    @Override
    boolean isShortFor(String asked, ConfigObject object) {
        return (object instanceof Node || object instanceof Instance)
                && HostNames.matches(
                        asked.toLowerCase(Locale.ROOT), object.name().toLowerCase(Locale.ROOT));
    }

    @Override
    Cell missingTime() {
        return Cell.UNAVAILABLE;
    }

    @Override
    Cell missingLiveValue() {
        return Cell.UNAVAILABLE;
    }

    @Override
    boolean asks(Node node) {
        return node.hostsInstances();
    }

    @Override
    Cell missingGroup() {
        return Cell.UNAVAILABLE;
    }

    @Override
    List<String> setOrder(List<String> members) {
        return members.stream().sorted(setOrder).toList();
    }

    @Override
    boolean emptyMeansAllFields() {
        return false;
    }

    @Override
    boolean filtersReachTheArchive() {
        return true;
    }

    @Override
    String lockOwner(long jobId, String summary) {
        return "Job" + jobId + "/" + summary;
    }

    @Override
    void checkLockFilter(JsonNode filter) {
        if (!filter.isNull()) {
            throw RequestFailure.wrongInput("Locks cannot be filtered");
        }
    }
}
