package org.paralux.luxi;

import static java.util.Map.entry;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request says to a reader that knows nothing of the code under test, and which requests are beyond doubt. */
final class NaiveReading {
    /** With the number of arguments; {@code QueryClusterInfo} takes any. */
    static final Map<String, Integer> READ_ONLY = Map.ofEntries(
            entry("Query", 3),
            entry("QueryFields", 2),
            entry("QueryJobs", 2),
            entry("QueryInstances", 3),
            entry("QueryNodes", 3),
            entry("QueryGroups", 3),
            entry("QueryNetworks", 3),
            entry("QueryExports", 2),
            entry("QueryConfigValues", 1),
            entry("QueryClusterInfo", -1),
            entry("QueryTags", 2),
            entry("QueryFilters", 2));

    static final Set<String> COMMANDS = Set.of(
            "SubmitJob",
            "SubmitJobToDrainedQueue",
            "SubmitManyJobs",
            "PickupJob",
            "CancelJob",
            "ArchiveJob",
            "AutoArchiveJobs",
            "ChangeJobPriority",
            "SetDrainFlag",
            "SetWatcherPause",
            "ReplaceFilter",
            "DeleteFilter");

    static final String WAIT = "WaitForJobChange";

    private NaiveReading() {}

    /** The object in {@code message}; empty where it is no UTF-8, no JSON or no object. */
    static Optional<Map<?, ?>> object(Payload message, NaiveJson.Repeated repeated) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(message.asByteBuffer())
                    .toString();
            return NaiveJson.read(text, repeated) instanceof Map<?, ?> members
                    ? Optional.of(members)
                    : Optional.empty();
        } catch (CharacterCodingException | NaiveJson.NotJson e) {
            return Optional.empty();
        }
    }

    static @Nullable String method(Map<?, ?> message) {
        return message.get("method") instanceof String method ? method : null;
    }

    /** Whether both readers see the same read-only query, with as many arguments as it takes, not on {@code lock}. */
    static boolean isBeyondDoubt(Payload message) {
        Optional<Map<?, ?>> first = object(message, NaiveJson.Repeated.FIRST_COUNTS);
        Optional<Map<?, ?>> last = object(message, NaiveJson.Repeated.LAST_COUNTS);
        return first.isPresent() && first.equals(last) && isReplayable(first.get());
    }

    private static boolean isReplayable(Map<?, ?> message) {
        String method = method(message);
        if (method == null || !READ_ONLY.containsKey(method) || !(message.get("args") instanceof List<?> args)) {
            return false;
        }
        int arity = Objects.requireNonNull(READ_ONLY.get(method));
        boolean isLock = (method.equals("Query") || method.equals("QueryFields"))
                && !args.isEmpty()
                && "lock".equals(args.getFirst());
        return (arity < 0 || args.size() == arity) && !isLock;
    }

    /** Whether either reader sees a method that is not known to be read-only. */
    static boolean someReaderSeesMoreThanAQuery(Payload message) {
        for (NaiveJson.Repeated repeated : NaiveJson.Repeated.values()) {
            Optional<Map<?, ?>> object = object(message, repeated);
            if (object.isPresent() && !READ_ONLY.containsKey(String.valueOf(method(object.get())))) {
                return true;
            }
        }
        return false;
    }
}
