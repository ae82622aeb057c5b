package org.paralux.qa.simulate.query;

import java.util.List;
import org.paralux.qa.simulate.field.Cell;
import org.paralux.qa.simulate.filter.FilterLanguage;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.Node;
import org.paralux.qa.simulate.wire.RequestFailure;
import tools.jackson.databind.JsonNode;

/** Where the two daemons answer the same query differently, beyond the text they write. */
public abstract sealed class QueryRules permits MasterdRules, LuxidRules {
    public abstract FilterLanguage filters();

    /** The names to fetch of those that were asked for, by a filter or by a classic call. */
    abstract List<JsonNode> namesToFetch(List<JsonNode> asked);

    /** Whether a classic call with names answers in their order and refuses unknown ones, as {@code Query} does. */
    abstract boolean classicCallsFollowTheNames();

    /** How a name that nothing has is refused. */
    abstract RequestFailure notKnown(Resource<?> resource, String name);

    /** Refuses a resource that is known to the protocol, and not served. */
    abstract void checkServed(Resource<?> resource);

    /** How a resource that does not exist is refused. */
    abstract RequestFailure unknownResource(String wireName);

    /** How a kind of object that has no tags is refused. */
    abstract RequestFailure unknownTagKind(String kind);

    /** How often {@code QueryExports} lists the exports of a node that it is asked about by name. */
    abstract int timesANamedNodeIsListed();

    /** The answer of {@code QueryExports}. */
    abstract JsonNode exports(List<ExportResource.Row> rows);

    /** Whether {@code asked} names the object in short. */
    abstract boolean isShortFor(String asked, ConfigObject object);

    /** A creation or change time that the configuration lacks. */
    abstract Cell missingTime();

    /** A live value that an answering node did not tell. */
    abstract Cell missingLiveValue();

    /** Whether the node is asked for live values at all. */
    abstract boolean asks(Node node);

    /** The group's row when a node's group does not exist. */
    abstract Cell missingGroup();

    /** The members of a set in the daemon's order. */
    abstract List<String> setOrder(List<String> members);

    /** Whether an empty list of names asks {@code QueryFields} for all fields. */
    abstract boolean emptyMeansAllFields();

    /** Whether archived jobs are listed also when a filter, and not only a column, asks about archiving. */
    abstract boolean filtersReachTheArchive();

    /** How jobs that wait for or hold a lock are named. */
    abstract String lockOwner(long jobId, String summary);

    /** Refuses a filter where locks cannot be filtered. */
    abstract void checkLockFilter(JsonNode filter);
}
