package org.paralux.qa.simulate.flaw;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.paralux.diff.Cause;
import org.paralux.diff.DivergenceKind;
import org.paralux.diff.Verdict;

/** A mistake that a daemon makes on purpose, most of them such as a real one has made. */
public enum Flaw {
    STALE_CONFIG(
            "Reads the configuration once and never again.", "D-67", Trace.in("Query*"), new Effect.OnConfiguration()),
    MISSING_FIELD(
            "Does not know the field external_reservations of a network.",
            "D-36",
            Trace.in("Query/network", "QueryNetworks/network")
                    .as(DivergenceKind.STATUS, Cause.UNKNOWN_FIELD)
                    .as(DivergenceKind.FIELD_DEFINITION, Cause.UNKNOWN_FIELD)
                    .as(DivergenceKind.FIELD_DEFINITION, Cause.DEFINITION_WORDING)
                    .as(DivergenceKind.ANSWER_OR_ERROR, Cause.UNEXPLAINED),
            CellFlaws::forgetField),
    WRONG_STATUS(
            "Says of a node's hv_state and disk_state that they are missing, not that they do not apply.",
            "D-24",
            Trace.in("Query/node*")
                    .fields("hv_state", "disk_state")
                    .as(DivergenceKind.STATUS, Cause.NO_DATA_OR_UNAVAILABLE),
            CellFlaws::saySomethingIsMissing),
    NULL_FOR_NODATA(
            "Gives null as the bootid of a node, and says that this is a value.",
            "D-29",
            Trace.in("Query/node/live")
                    .fields("bootid")
                    .as(DivergenceKind.TYPE, Cause.NULL_WITH_NORMAL_STATUS)
                    .as(DivergenceKind.TYPE, Cause.UNEXPLAINED),
            CellFlaws::nullInPlaceOfNoData),
    WRAPPED_VALUE(
            "Puts the free disk space of a node into a list of its own.",
            "D-30",
            Trace.in("Query/node/live", "QueryNodes/node/live")
                    .fields("dfree")
                    .as(DivergenceKind.TYPE, Cause.WRAPPED_VALUE),
            CellFlaws::wrap),
    RPC_FAILED(
            "Gets no sizes from one of the nodes.",
            "D-32",
            Trace.in("Query/node/live")
                    .fields("dfree", "dtotal", "mfree", "mnode", "mtotal")
                    .as(DivergenceKind.STATUS, Cause.RPC_FAILED),
            CellFlaws::loseOneNode),
    MASTER_UNKNOWN(
            "Takes no node for the master.",
            "D-11, D-12",
            Trace.in("Query/node*", "QueryNodes/node*")
                    .fields("master", "role")
                    .as(DivergenceKind.VALUE, Cause.MASTER_UNKNOWN),
            CellFlaws::hideMaster),
    UUID_FOR_NAME(
            "Gives the master's UUID where cluster information has its name.",
            "D-22",
            Trace.in("QueryClusterInfo").fields("master").as(DivergenceKind.VALUE, Cause.UUID_FOR_NAME),
            ReplyFlaws::identifyMaster),
    ENUM_SPELLING(
            "Spells the architecture in cluster information 64bit.",
            "D-20",
            Trace.in("QueryClusterInfo").fields("architecture").as(DivergenceKind.VALUE, Cause.ENUM_SPELLING),
            ReplyFlaws::spellDifferently),
    DISABLED_HYPERVISOR(
            "Lists a hypervisor in cluster information that is not enabled.",
            "D-21",
            Trace.in("QueryClusterInfo").fields("hvparams").as(DivergenceKind.EXTRA, Cause.DISABLED_HYPERVISOR),
            ReplyFlaws::listAllHypervisors),
    ABSENT_FOR_NULL(
            "Leaves parameters of a job's opcodes out that are null.",
            "D-58, D-62, S-8",
            Trace.in("Query/job", "QueryJobs/job").fields("ops").as(DivergenceKind.MISSING, Cause.NULL_OR_ABSENT),
            CellFlaws::leaveOutNulls),
    INVERTED_DRAIN_FLAG(
            "Says that the queue is drained when it is not.",
            "D-64",
            Trace.in("QueryConfigValues").fields("drain_flag").as(DivergenceKind.VALUE, Cause.INVERTED_BOOLEAN),
            ReplyFlaws::invertDrainFlag),
    RESULT_SHAPE(
            "Gives the exports as a list of pairs, not as an object by node.",
            "D-42",
            Trace.in("QueryExports/export/live").as(DivergenceKind.SHAPE, Cause.RESULT_SHAPE),
            ReplyFlaws::listExports),
    TRUNCATED_LIST(
            "Ends every list of instances after the fifth.",
            "",
            Trace.in("Query/instance*", "QueryInstances/instance*")
                    .as(DivergenceKind.MISSING_ROW, Cause.TRUNCATED_LIST)
                    .as(DivergenceKind.MISSING_ROW, Cause.ROW_WITHOUT_DATA),
            RowFlaws::truncate),
    SOMETIMES_TRUNCATES(
            "Loses the second half of a list of instances one time in three.",
            "",
            Trace.in("Query/instance*", "QueryInstances/instance*")
                    .as(DivergenceKind.MISSING_ROW, Cause.TRUNCATED_LIST)
                    .as(DivergenceKind.MISSING_ROW, Cause.ROW_WITHOUT_DATA),
            new Effect.OnSomeAnswers(1 / 3.0, RowFlaws::halve)),
    LOST_ROW(
            "Forgets one of the nodes when all are asked for.",
            "",
            Trace.in("Query/node*", "QueryNodes/node*")
                    .as(DivergenceKind.MISSING_ROW, Cause.UNEXPLAINED)
                    .as(DivergenceKind.MISSING_ROW, Cause.ROW_WITHOUT_DATA),
            RowFlaws::lose),
    EXTRA_ROW(
            "Lists a network that does not exist.",
            "",
            Trace.in("Query/network", "QueryNetworks/network")
                    .as(DivergenceKind.EXTRA_ROW, Cause.UNEXPLAINED)
                    .as(DivergenceKind.EXTRA_ROW, Cause.ROW_WITHOUT_DATA),
            RowFlaws::add),
    DUPLICATE_ROW(
            "Gives a job twice when it is asked for by its id.",
            "D-18",
            Trace.in("QueryJobs/job").as(DivergenceKind.DUPLICATE_ROW, Cause.REPEATED_ROW),
            RowFlaws::duplicate),
    ROW_ORDER(
            "Sorts nodes by the characters of their names, node10 before node2.",
            "D-1",
            Trace.in("Query/node*", "QueryNodes/node*").as(DivergenceKind.ORDER, Cause.SORT_ORDER),
            RowFlaws::sortPlainly),
    REQUESTED_ORDER(
            "Sorts instances by name where they were asked for in another order.",
            "D-2",
            Trace.in("Query/instance*", "QueryInstances/instance*").as(DivergenceKind.ORDER, Cause.REQUESTED_ORDER),
            RowFlaws::sortRequested),
    FILTER_IGNORED(
            "Lets every row pass a filter on what the nodes would tell.",
            "D-46",
            Trace.in("Query/node/live", "Query/instance/live")
                    .as(DivergenceKind.EXTRA_ROW, Cause.FILTER_SEMANTICS)
                    .as(DivergenceKind.EXTRA_ROW, Cause.ROW_WITHOUT_DATA)
                    .as(DivergenceKind.ANSWER_OR_ERROR, Cause.FILTER_REFUSED)
                    .as(DivergenceKind.ANSWER_OR_ERROR, Cause.DAEMON_EXCEPTION),
            new Effect.OnArguments(RowFlaws::forgetLiveFilter)),
    LIST_ORDER(
            "Lists the instances of a group backwards.",
            "D-8",
            Trace.in("Query/group", "QueryGroups/group").fields("pinst_list").as(DivergenceKind.ORDER, Cause.SET_ORDER),
            RowFlaws::reverseList),
    TAGS_UNSORTED(
            "Lists tags backwards, which a set does not mind.",
            "S-5",
            Trace.in("Query*").fields("tags").as(Verdict.EQUIVALENT),
            RowFlaws::reverseTags),
    LOST_JOIN(
            "Finds no nodes and no instances in any group.",
            "D-10",
            Trace.in("Query/group", "QueryGroups/group")
                    .fields("node_cnt", "node_list", "pinst_cnt", "pinst_list")
                    .as(DivergenceKind.VALUE, Cause.LOST_JOIN)
                    .as(DivergenceKind.MISSING, Cause.LOST_JOIN),
            CellFlaws::loseMembers),
    UNMERGED_DEFAULTS(
            "Leaves the cluster's defaults out of the disk parameters of a group.",
            "D-34",
            Trace.in("Query/group", "QueryGroups/group")
                    .fields("diskparams")
                    .as(DivergenceKind.MISSING, Cause.UNMERGED_DEFAULTS)
                    .as(DivergenceKind.MISSING, Cause.UNEXPLAINED),
            CellFlaws::leaveOutDefaults),
    SHORT_TUPLE(
            "Leaves the VLAN out where a network tells its groups.",
            "D-39",
            Trace.in("Query/network", "QueryNetworks/network")
                    .fields("group_list")
                    .as(DivergenceKind.MISSING, Cause.TUPLE_ARITY),
            CellFlaws::shortenTuples),
    FIELD_TITLE(
            "Gives the gateway of a network another title.",
            "D-35",
            Trace.in("Query/network", "QueryFields/network")
                    .as(DivergenceKind.FIELD_DEFINITION, Cause.DEFINITION_WORDING),
            CellFlaws::retitle),
    NUMBER_AS_TEXT(
            "Writes the processors of an instance as a text of digits.",
            "",
            Trace.in("Query/instance*", "QueryInstances/instance*")
                    .fields("be/vcpus")
                    .as(DivergenceKind.TYPE, Cause.NUMBER_OR_TEXT),
            CellFlaws::digitsAsText),
    MEMORY_OFF_BY_ONE(
            "Counts a mebibyte too many for one of the instances.",
            "",
            Trace.in("Query/instance*", "QueryInstances/instance*")
                    .fields("be/maxmem")
                    .as(DivergenceKind.VALUE, Cause.UNEXPLAINED),
            CellFlaws::oneMebibyteMore),
    ZERO_FOR_ABSENT_TIME(
            "Gives zero as a creation or change time that is not known.",
            "S-7",
            Trace.in("Query*")
                    .fields("ctime", "mtime")
                    .as(DivergenceKind.STATUS, Cause.ZERO_OR_ABSENT_TIME)
                    .as(DivergenceKind.TYPE, Cause.ZERO_OR_ABSENT_TIME),
            CellFlaws::zeroTimes),
    SHORT_NAME(
            "Gives the primary node of an instance without its domain.",
            "D-14, D-15",
            Trace.in("Query/instance*", "QueryInstances/instance*")
                    .fields("pnode")
                    .as(DivergenceKind.VALUE, Cause.SHORT_NAME),
            CellFlaws::shortenHost),
    INSTANCE_STATE(
            "Says ADMIN_down of an instance that should run and does not.",
            "D-63",
            Trace.in("Query/instance/live", "QueryInstances/instance/live")
                    .fields("status")
                    .as(DivergenceKind.VALUE, Cause.INSTANCE_STATE),
            CellFlaws::excuseStopped),
    SUMMARY_FORMAT(
            "Leaves out of a job's summary what it is about.",
            "D-61",
            Trace.in("Query/job", "QueryJobs/job").fields("summary").as(DivergenceKind.VALUE, Cause.SUMMARY_FORMAT),
            CellFlaws::summariseInOneWord),
    ERROR_FOR_ANSWER(
            "Has no valid configuration when QueryGroups is called.",
            "D-60",
            Trace.in("QueryGroups/group").as(DivergenceKind.ANSWER_OR_ERROR, Cause.CONFIGURATION_UNREADABLE),
            ReplyFlaws::failInPlaceOfAnswer),
    ANSWER_FOR_ERROR(
            "Answers without rows where a name that is asked for does not exist.",
            "D-3, D-19",
            Trace.in("Query/*").as(DivergenceKind.ANSWER_OR_ERROR, Cause.ERROR_OR_EMPTY),
            ReplyFlaws::answerInPlaceOfFailure),
    WRONG_ERROR_CLASS(
            "Fails with OpPrereqError where ParameterError is due.",
            "",
            Trace.in("Query/*").as(DivergenceKind.ERROR_CLASS, Cause.UNEXPLAINED),
            ReplyFlaws::takeForWrongInput),
    WRONG_ERROR_CODE(
            "Calls a name that does not exist wrong input in the classic calls.",
            "",
            Trace.in("Query*").as(DivergenceKind.ERROR_CODE, Cause.UNEXPLAINED),
            ReplyFlaws::giveOtherCode),
    BARE_ERROR(
            "Fails with a plain text where the input is wrong.",
            "D-56",
            Trace.in("Query*").as(DivergenceKind.ERROR_CLASS, Cause.ERROR_SHAPE),
            ReplyFlaws::failPlainly),
    REFUSES_TAGS(
            "Does not serve the tags of networks.",
            "D-44",
            Trace.in("QueryTags/network").as(Verdict.REFUSED),
            ReplyFlaws::refuseTags),
    REFUSES_NOT_EQUAL(
            "Does not understand filters with !=.",
            "D-48",
            Trace.in("Query/*").as(DivergenceKind.ANSWER_OR_ERROR, Cause.REQUEST_UNPARSABLE),
            ReplyFlaws::refuseNotEqual),
    HANGS(
            "Never replies to queries about groups.",
            "",
            Trace.in("Query/group", "QueryGroups/group").as(Verdict.SHADOW_FAILED),
            new Effect.OnConnection(ConnectionFault.SILENCE)),
    CLOSES_EARLY(
            "Closes the connection in the middle of a reply about networks.",
            "",
            Trace.in("Query/network", "QueryNetworks/network").as(Verdict.SHADOW_FAILED),
            new Effect.OnConnection(ConnectionFault.CUT)),
    GARBAGE(
            "Replies to QueryConfigValues with what is no JSON.",
            "",
            Trace.in("QueryConfigValues").as(Verdict.SHADOW_FAILED),
            new Effect.OnConnection(ConnectionFault.GARBAGE)),
    ENDLESS_REPLY(
            "Begins a reply to QueryClusterInfo that does not end.",
            "",
            Trace.in("QueryClusterInfo").as(Verdict.SHADOW_FAILED),
            new Effect.OnConnection(ConnectionFault.ENDLESS)),
    TRAILING_BYTES(
            "Writes something behind each list of tags.",
            "",
            Trace.in("QueryTags/*").as(DivergenceKind.SHAPE, Cause.TRAILING_BYTES),
            new Effect.OnConnection(ConnectionFault.TRAILING_BYTES)),
    OUT_OF_TURN(
            "Replies to every third query of a connection as to the one before.",
            "",
            Trace.in("Query*"),
            new Effect.OnConnection(ConnectionFault.PREVIOUS_REPLY));

    private static final Map<String, Flaw> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Flaw::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String sentence;
    private final String knownAs;

    @SuppressWarnings("ImmutableEnumChecker") // A record of copies.
    private final Trace trace;

    @SuppressWarnings("ImmutableEnumChecker") // Its functions are methods of classes without state.
    private final Effect effect;

    Flaw(String sentence, String knownAs, Trace trace, Effect effect) {
        this.sentence = sentence;
        this.knownAs = knownAs;
        this.trace = trace;
        this.effect = effect;
    }

    Flaw(String sentence, String knownAs, Trace trace, Consumer<Told> change) {
        this(sentence, knownAs, trace, new Effect.OnAnswer(change));
    }

    public static Optional<Flaw> withWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** The flaw as command lines and reports print it. */
    public String word() {
        return word;
    }

    /** What the daemon does, in one sentence. */
    public String sentence() {
        return sentence;
    }

    /** The rows of the catalogue of known differences, or nothing. */
    public String knownAs() {
        return knownAs;
    }

    /** By what it is found. */
    public Trace trace() {
        return trace;
    }

    Effect effect() {
        return effect;
    }
}
