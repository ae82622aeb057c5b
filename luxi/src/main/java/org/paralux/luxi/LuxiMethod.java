package org.paralux.luxi;

import static org.paralux.luxi.RequestKind.COMMAND;
import static org.paralux.luxi.RequestKind.QUERY;
import static org.paralux.luxi.RequestKind.WAIT;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every method name that a stock client or daemon of Ganeti 2.6 to 3.1 puts on the wire, with what it does and how many
 * arguments it takes. A name that is not here is unknown and never guessed.
 */
public enum LuxiMethod {
    SUBMIT_JOB("SubmitJob", COMMAND, 1),
    SUBMIT_JOB_TO_DRAINED_QUEUE("SubmitJobToDrainedQueue", COMMAND, 1),
    SUBMIT_MANY_JOBS("SubmitManyJobs", COMMAND, 1),
    /** From luxid to masterd in 2.11 only. */
    PICKUP_JOB("PickupJob", COMMAND, 1),
    WAIT_FOR_JOB_CHANGE("WaitForJobChange", WAIT, 5),
    /** A second argument, {@code kill}, came with 2.13. */
    CANCEL_JOB("CancelJob", COMMAND, 1, 2),
    ARCHIVE_JOB("ArchiveJob", COMMAND, 1),
    AUTO_ARCHIVE_JOBS("AutoArchiveJobs", COMMAND, 2),
    CHANGE_JOB_PRIORITY("ChangeJobPriority", COMMAND, 2),
    SET_DRAIN_FLAG("SetDrainFlag", COMMAND, 1),
    SET_WATCHER_PAUSE("SetWatcherPause", COMMAND, 1),
    QUERY_ANY("Query", QUERY, 3),
    QUERY_FIELDS("QueryFields", QUERY, 2),
    QUERY_JOBS("QueryJobs", QUERY, 2),
    QUERY_INSTANCES("QueryInstances", QUERY, 3),
    QUERY_NODES("QueryNodes", QUERY, 3),
    QUERY_GROUPS("QueryGroups", QUERY, 3),
    QUERY_NETWORKS("QueryNetworks", QUERY, 3),
    QUERY_EXPORTS("QueryExports", QUERY, 2),
    QUERY_CONFIG_VALUES("QueryConfigValues", QUERY, 1),
    /** Takes none, and both daemons ignore what is sent. */
    QUERY_CLUSTER_INFO("QueryClusterInfo", QUERY, 0, Integer.MAX_VALUE),
    QUERY_TAGS("QueryTags", QUERY, 2),
    QUERY_FILTERS("QueryFilters", QUERY, 2),
    REPLACE_FILTER("ReplaceFilter", COMMAND, 5),
    DELETE_FILTER("DeleteFilter", COMMAND, 1);

    private static final Map<String, LuxiMethod> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(LuxiMethod::wireName, Function.identity()));

    private final String wireName;
    private final RequestKind kind;
    private final int minArguments;
    private final int maxArguments;

    LuxiMethod(String wireName, RequestKind kind, int arguments) {
        this(wireName, kind, arguments, arguments);
    }

    LuxiMethod(String wireName, RequestKind kind, int minArguments, int maxArguments) {
        this.wireName = wireName;
        this.kind = kind;
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
    }

    public static Optional<LuxiMethod> fromWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    public String wireName() {
        return wireName;
    }

    public RequestKind kind() {
        return kind;
    }

    public boolean takes(int arguments) {
        return minArguments <= arguments && arguments <= maxArguments;
    }

    /** How many arguments the method takes, in words for a message. */
    public String arity() {
        if (minArguments == maxArguments) {
            return String.valueOf(minArguments);
        }
        return maxArguments == Integer.MAX_VALUE ? minArguments + " or more" : minArguments + " to " + maxArguments;
    }
}
