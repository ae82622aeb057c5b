package org.paralux.qa.simulate.query;

import java.util.List;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.filter.FilterLanguage;
import org.paralux.qa.simulate.filter.HostNames;
import org.paralux.qa.simulate.filter.LuxidFilters;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.Network;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** luxid's, as in 3.0. */
public final class LuxidRules extends QueryRules {
    private final FilterLanguage filters = new LuxidFilters();

    @Override
    public FilterLanguage filters() {
        return filters;
    }

    @Override
    List<JsonNode> namesToFetch(List<JsonNode> asked) {
        return asked;
    }

    @Override
    boolean classicCallsFollowTheNames() {
        return false;
    }

    @Override
    RequestFailure notKnown(Resource<?> resource, String name) {
        return RequestFailure.unknownEntity(resource.objectWord() + " name " + name + " not found");
    }

    /** Programs that want to know of these submit a job. */
    @Override
    void checkServed(Resource<?> resource) {
        if (resource == Resources.CLUSTER || resource == Resources.OS) {
            throw RequestFailure.generic("Query '" + resource.wireName() + "' not supported");
        }
        if (resource == Resources.EXT_STORAGE) {
            throw unknownResource(resource.wireName());
        }
    }

    @Override
    RequestFailure unknownResource(String wireName) {
        return new RequestFailure.Malformed("Can't parse value '" + wireName + "' as a resource");
    }

    @Override
    RequestFailure unknownTagKind(String kind) {
        return new RequestFailure.Malformed("Invalid string value for type TagKind: \"" + kind + "\"");
    }

    /** A slip of 3.0 that its clients have learnt to live with. */
    @Override
    int timesANamedNodeIsListed() {
        return 2;
    }

    /** Pairs of a node and an export. */
    @Override
    JsonNode exports(List<ExportResource.Row> rows) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        for (ExportResource.Row row : rows) {
            pairs.addArray().add(row.node().name()).add(row.export().value());
        }
        return pairs;
    }

    @Override
    boolean isShortFor(String asked, ConfigObject object) {
        return !(object instanceof Network) && HostNames.matches(asked, object.name());
    }

    @Override
    Cell missingTime() {
        return Cell.of(0);
    }

    @Override
    Cell missingLiveValue() {
        return Cell.NO_DATA;
    }

    @Override
    boolean asks(Node node) {
        return true;
    }

    @Override
    Cell missingGroup() {
        return Cell.NO_DATA;
    }

    @Override
    List<String> setOrder(List<String> members) {
        return members.stream().sorted().toList();
    }

    @Override
    boolean emptyMeansAllFields() {
        return true;
    }

    @Override
    boolean filtersReachTheArchive() {
        return false;
    }

    @Override
    String lockOwner(long jobId, String summary) {
        return Long.toString(jobId);
    }

    @Override
    void checkLockFilter(JsonNode filter) {}
}
