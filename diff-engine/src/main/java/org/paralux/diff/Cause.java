package org.paralux.diff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a place differs, as far as the values and the query tell. Each names the rows of the catalogue of known
 * differences (docs/comparison.md) that it covers.
 */
public enum Cause {
    NULL_OR_ABSENT("One side writes null, the other leaves the member out.", "D-58, D-62, S-8"),
    ZERO_OR_ABSENT_TIME("No time known: nothing on one side, zero on the other.", "S-7"),
    UUID_FOR_NAME("A UUID on one side where the other has a name.", "D-11, D-17, D-22, D-38, S-12"),
    SHORT_NAME("The same host, with its domain on one side only.", "D-14, D-15"),
    NAME_LOOKUP(
            "A name that was asked for in part or in other letters finds a row on one side only.", "D-14, D-15, S-11"),
    SET_ORDER("The same elements, each once, in another order.", "D-7, D-8, D-9, S-5"),
    LIST_ORDER("The same elements, some repeated, in another order.", "D-7"),
    SORT_ORDER("The same rows, sorted in another way.", "D-1, D-4, D-5, D-6"),
    REQUESTED_ORDER("One side keeps the order in which names were asked for, the other does not.", "D-2, D-14, D-17"),
    UNRESOLVED_FIRST("Rows that one side could not resolve stand first there.", "S-9"),
    REPEATED_REQUEST("A name asked for twice gives one row on one side and two on the other.", "S-13"),
    REPEATED_ROW("A row stands twice though it was asked for once.", "D-18"),
    ROW_WITHOUT_DATA("A row of which nothing but its name is known stands on one side only.", "D-41, S-14"),
    ARCHIVED_JOB("An archived job stands on one side only.", "S-16"),
    JOB_GONE("A job that has ended stands on one side only.", "D-68, S-15"),
    FILTER_SEMANTICS("The two sides apply the filter differently.", "D-45, D-46, D-47, D-49, D-51"),
    TRUNCATED_LIST("One side ends early: what it has is the beginning of what the other has.", ""),
    LOST_JOIN("One side counts or lists nothing where the other finds related objects.", "D-10, D-38"),
    MASTER_UNKNOWN("One side takes no node for the master.", "D-11, D-12, D-13"),
    NO_DATA_OR_UNAVAILABLE("No data (2) on one side where the other says not applicable (3).", "D-24 to D-28, S-19"),
    RPC_FAILED("One side could not get from a node what the other got.", "D-32"),
    OFFLINE_OR_NOT("One side takes the node for offline.", ""),
    UNKNOWN_FIELD("One side does not know the field.", "D-36, D-37"),
    NULL_WITH_NORMAL_STATUS("The status says that there is a value, and there is none.", "D-29"),
    WRAPPED_VALUE("The same value, in a list or object of its own on one side.", "D-30"),
    NUMBER_OR_TEXT("The same digits, as a number and as a text.", ""),
    NAN_OR_NULL("A number that is none on one side, null on the other.", ""),
    TEXT_ENCODING("The same text in another encoding.", ""),
    ENUM_SPELLING("Two spellings of one constant.", "D-20"),
    INSTANCE_STATE("Two states of an instance that is not running.", "D-63"),
    SUMMARY_FORMAT("Two summaries of the same opcode.", "D-61"),
    INVERTED_BOOLEAN("True stands for false throughout.", "D-64"),
    LIVE_DRIFT("A number that moves between two looks at a node.", "D-31, D-33"),
    UNMERGED_DEFAULTS("One side leaves out the parameters that are inherited.", "D-34"),
    DISABLED_HYPERVISOR("One side lists a hypervisor that the cluster has not enabled.", "D-21"),
    ADDED_BY_RELEASE("A member that only some releases have.", "D-23"),
    HIDDEN_PARAMETER("A parameter that one side offers as a field and the other hides.", "D-43"),
    TUPLE_ARITY("A tuple that is longer on one side.", "D-39"),
    DEFINITION_WORDING("The title or the description of a field.", "D-35"),
    RESULT_SHAPE("An object keyed by name on one side, a list of rows on the other.", "D-42"),
    REPEATED_KEY("A key that stands several times with different values, on which readers disagree.", ""),
    TRAILING_BYTES("Something behind the reply.", ""),
    MALFORMED_PRIMARY("What the primary sent is no reply.", ""),
    REDACTED("One side keeps a secret back.", "D-66"),
    STALE_CONFIGURATION("The shadow has an older state of the object.", "D-67"),
    NEWER_CONFIGURATION("The shadow has a newer state of the object.", "D-67"),
    ERROR_OR_EMPTY(
            "What is not there is an error on one side and no row on the other.",
            "D-3, D-14, D-16, D-17, D-19, D-54, D-65"),
    REQUEST_UNPARSABLE("One side cannot parse the request.", "D-48, D-50, D-52, D-57, S-18"),
    FILTER_REFUSED("One side refuses the filter.", "D-51"),
    DAEMON_EXCEPTION("One side failed with something that is no error of Ganeti's.", "D-52, S-17"),
    CONFIGURATION_UNREADABLE("One side cannot read its configuration.", "D-40, D-60"),
    ERROR_SHAPE(
            "The same failure, as a plain text on one side and as a class with arguments on the other.",
            "D-55, D-56, D-57, S-18"),
    REFUSED_BY_PRIMARY("The primary does not serve the query that the shadow answers.", "D-44, D-53"),
    UNEXPLAINED("None of the others fits.", "");

    private static final Map<String, Cause> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Cause::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String meaning;
    private final String knownAs;

    Cause(String meaning, String knownAs) {
        this.meaning = meaning;
        this.knownAs = knownAs;
    }

    public static Optional<Cause> withWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** The cause as records, rules and reports print it. */
    public String word() {
        return word;
    }

    /** What it means, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** The rows of the catalogue, or nothing. */
    public String knownAs() {
        return knownAs;
    }
}
