package org.paralux.diff;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells why a place differs from its two values and what they belong to; says so where it cannot tell. */
final class Causes {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern REDACTED = Pattern.compile("(?i).*(redacted|\\*\\*\\*).*");
    private static final Pattern SUMMARY = Pattern.compile("[A-Z_]+(\\(.*\\)?)?", Pattern.DOTALL);
    private static final Set<String> TIMES = Set.of("ctime", "mtime");
    private static final Set<String> STATES_OF_STOPPED_INSTANCES =
            Set.of("ADMIN_down", "ADMIN_offline", "ERROR_down", "USER_down");
    private static final Set<String> ROLES_OF_OTHER_NODES = Set.of("C", "R");
    private static final Set<String> JOINED = Set.of(
            "node_cnt",
            "node_list",
            "pinst_cnt",
            "pinst_list",
            "sinst_cnt",
            "sinst_list",
            "inst_cnt",
            "inst_list",
            "group_cnt",
            "group_list");
    private static final Set<String> MERGED =
            Set.of("diskparams", "hvparams", "beparams", "ndparams", "ipolicy", "nicparams");
    private static final Set<String> MEMBERS_OF_SOME_RELEASES =
            Set.of("vcs_version", "gluster_storage_dir", "zeroing_image");

    /** Longer texts are not decoded to be explained. */
    private static final int MAX_TEXT = 4096;

    /** The list of enabled hypervisors in cluster information, or null. */
    private @Nullable Set<String> enabledHypervisors;

    void enabledHypervisors(Set<String> hypervisors) {
        enabledHypervisors = hypervisors;
    }

    Cause of(Difference d) {
        Cause cause = switch (d.kind()) {
            case VALUE -> value(d);
            case TYPE -> type(d);
            case STATUS -> status(d);
            case MISSING -> oneSided(d, d.primaryReply(), d.primary());
            case EXTRA -> oneSided(d, d.shadowReply(), d.shadow());
            case FIELD_DEFINITION -> definition(d);
            case SHAPE -> shape(d);
            case MISSING_ROW, EXTRA_ROW, DUPLICATE_ROW, ORDER, ANSWER_OR_ERROR, ERROR_CLASS, ERROR_CODE, NO_REPLY ->
                Cause.UNEXPLAINED;
        };
        return cause == Cause.UNEXPLAINED ? byWrites(d) : cause;
    }

    /** Where nothing else explains a value of the configuration, the object's serial number or time of writing may. */
    private static Cause byWrites(Difference d) {
        ObjectState object = d.spot().object();
        Volatility volatility = d.spot().volatility();
        if (object == null || (!volatility.isConfiguration() && volatility != Volatility.UNKNOWN)) {
            return Cause.UNEXPLAINED;
        }
        int newer = object.newer();
        return newer > 0 ? Cause.STALE_CONFIGURATION : newer < 0 ? Cause.NEWER_CONFIGURATION : Cause.UNEXPLAINED;
    }

    private static Cause value(Difference d) {
        String field = d.spot().field();
        if (d.primaryReply().type(d.primary()) == JsonType.NUMBER) {
            return numbers(d, field);
        }
        if (d.primaryReply().type(d.primary()) == JsonType.BOOLEAN) {
            return booleans(d, field);
        }
        String a = text(d.primaryReply(), d.primary());
        String b = text(d.shadowReply(), d.shadow());
        return a == null || b == null ? Cause.UNEXPLAINED : texts(field, a, b);
    }

    private static Cause numbers(Difference d, @Nullable String field) {
        if (d.spot().volatility() == Volatility.LIVE_DRIFT) {
            return Cause.LIVE_DRIFT;
        }
        BigDecimal a = number(d.primaryReply(), d.primary());
        BigDecimal b = number(d.shadowReply(), d.shadow());
        boolean oneIsZero = a != null && b != null && (a.signum() == 0) != (b.signum() == 0);
        return oneIsZero && isOneOf(JOINED, field) ? Cause.LOST_JOIN : Cause.UNEXPLAINED;
    }

    /** What these two say is taken back when not all rows show the same. */
    private static Cause booleans(Difference d, @Nullable String field) {
        if ("master".equals(field) && "node".equals(d.spot().resource())) {
            return Cause.MASTER_UNKNOWN;
        }
        boolean named = d.spot().row() != null || "drain_flag".equals(field);
        return named && d.spot().volatility() != Volatility.LIVE_STABLE ? Cause.INVERTED_BOOLEAN : Cause.UNEXPLAINED;
    }

    private static Cause texts(@Nullable String field, String a, String b) {
        if (UUID.matcher(a).matches() != UUID.matcher(b).matches() && !a.isEmpty() && !b.isEmpty()) {
            return Cause.UUID_FOR_NAME;
        }
        if (isShort(a, b) || isShort(b, a)) {
            return Cause.SHORT_NAME;
        }
        if (STATES_OF_STOPPED_INSTANCES.contains(a) && STATES_OF_STOPPED_INSTANCES.contains(b)) {
            return Cause.INSTANCE_STATE;
        }
        if ("role".equals(field) && (isMaster(a, b) || isMaster(b, a))) {
            return Cause.MASTER_UNKNOWN;
        }
        if ("summary".equals(field) && isSameOpcode(a, b)) {
            return Cause.SUMMARY_FORMAT;
        }
        if (REDACTED.matcher(a).matches() != REDACTED.matcher(b).matches()) {
            return Cause.REDACTED;
        }
        if (a.equals(b) || Encodings.sameText(a, b)) {
            return Cause.TEXT_ENCODING;
        }
        return areSpellings(a, b) ? Cause.ENUM_SPELLING : Cause.UNEXPLAINED;
    }

    private static boolean isShort(String shorter, String longer) {
        return !shorter.isEmpty()
                && !shorter.contains(".")
                && longer.startsWith(shorter + ".")
                && Character.isLetter(shorter.charAt(0))
                && !shorter.contains(" ");
    }

    private static boolean isMaster(String master, String other) {
        return master.equals("M") && ROLES_OF_OTHER_NODES.contains(other);
    }

    private static boolean isSameOpcode(String a, String b) {
        return SUMMARY.matcher(a).matches()
                && SUMMARY.matcher(b).matches()
                && a.split("\\(", 2)[0].equals(b.split("\\(", 2)[0]);
    }

    /** Two words that differ by case, by hyphens for underscores, or by a plural. */
    private static boolean areSpellings(String a, String b) {
        return !a.isEmpty() && folded(a).equals(folded(b));
    }

    private static String folded(String word) {
        String folded = word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        return folded.endsWith("s") ? folded.substring(0, folded.length() - 1) : folded;
    }

    private static Cause type(Difference d) {
        JsonType a = d.primaryReply().type(d.primary());
        JsonType b = d.shadowReply().type(d.shadow());
        if (isNull(a, b) && isNaN(d)) {
            return Cause.NAN_OR_NULL;
        }
        if (isNull(a, b) && isOneOf(TIMES, d.spot().field()) && isZero(d)) {
            return Cause.ZERO_OR_ABSENT_TIME;
        }
        if (isNull(a, b)
                && d.spot().row() != null
                && d.spot().path().endsWith("]." + d.spot().field())
                && d.spot().path().startsWith("result.data")) {
            return Cause.NULL_WITH_NORMAL_STATUS;
        }
        if (a == JsonType.LIST || b == JsonType.LIST || a == JsonType.OBJECT || b == JsonType.OBJECT) {
            return isWrapped(d) || isWrappedTheOtherWay(d) ? Cause.WRAPPED_VALUE : Cause.UNEXPLAINED;
        }
        boolean numberAndText =
                (a == JsonType.NUMBER && b == JsonType.TEXT) || (a == JsonType.TEXT && b == JsonType.NUMBER);
        return numberAndText && digits(d.primaryReply(), d.primary()).equals(digits(d.shadowReply(), d.shadow()))
                ? Cause.NUMBER_OR_TEXT
                : Cause.UNEXPLAINED;
    }

    private static boolean isNull(JsonType a, JsonType b) {
        return (a == JsonType.NULL) != (b == JsonType.NULL);
    }

    private static boolean isNaN(Difference d) {
        return isWord(d.primaryReply(), d.primary()) || isWord(d.shadowReply(), d.shadow());
    }

    private static boolean isWord(JsonDocument document, int value) {
        byte first = document.bytes.byteAt(value);
        return first == 'N' || first == 'I' || (first == '-' && document.bytes.byteAt(value + 1) == 'I');
    }

    private static boolean isZero(Difference d) {
        BigDecimal a = number(d.primaryReply(), d.primary());
        BigDecimal b = number(d.shadowReply(), d.shadow());
        return (a != null && a.signum() == 0) || (b != null && b.signum() == 0);
    }

    private static boolean isWrapped(Difference d) {
        return isWrapped(d.primaryReply(), d.primary(), d.shadowReply(), d.shadow());
    }

    private static boolean isWrappedTheOtherWay(Difference d) {
        return isWrapped(d.shadowReply(), d.shadow(), d.primaryReply(), d.primary());
    }

    /** Whether the first is a list or object of one value, which is the second. */
    private static boolean isWrapped(JsonDocument a, int wrapped, JsonDocument b, int plain) {
        int inner = switch (a.type(wrapped)) {
            case LIST -> a.firstElement(wrapped);
            case OBJECT -> {
                Members members = a.members(wrapped);
                yield members.size() == 1 ? members.value(0) : JsonDocument.NONE;
            }
            case TEXT, NUMBER, BOOLEAN, NULL -> JsonDocument.NONE;
        };
        boolean isAlone = inner != JsonDocument.NONE
                && (a.type(wrapped) == JsonType.OBJECT || a.nextElement(a.end(inner)) == JsonDocument.NONE);
        return isAlone && new Equality(a, b).same(inner, plain);
    }

    private static Cause status(Difference d) {
        int a = statusOf(d.primaryReply(), d.primary());
        int b = statusOf(d.shadowReply(), d.shadow());
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        if (low == 0 && high == 3 && isOneOf(TIMES, d.spot().field()) && hasZero(d)) {
            return Cause.ZERO_OR_ABSENT_TIME;
        }
        if (low == 1 || high == 1) {
            return Cause.UNKNOWN_FIELD;
        }
        if (low == 2 && high == 3) {
            return Cause.NO_DATA_OR_UNAVAILABLE;
        }
        if (high == 4) {
            return Cause.OFFLINE_OR_NOT;
        }
        Volatility volatility = d.spot().volatility();
        boolean live = volatility == Volatility.LIVE_STABLE || volatility == Volatility.LIVE_DRIFT;
        return low == 0 && high == 2 && live ? Cause.RPC_FAILED : Cause.UNEXPLAINED;
    }

    /** Whether the side that has a value has zero. */
    private static boolean hasZero(Difference d) {
        int a = d.primaryReply().element(d.primary(), 1);
        int b = d.shadowReply().element(d.shadow(), 1);
        BigDecimal x = number(d.primaryReply(), a);
        BigDecimal y = number(d.shadowReply(), b);
        return (x != null && x.signum() == 0) || (y != null && y.signum() == 0);
    }

    private static int statusOf(JsonDocument document, int cell) {
        BigDecimal status = number(document, document.firstElement(cell));
        return status == null || status.scale() > 0 || status.precision() > 3 ? -1 : status.intValue();
    }

    private Cause oneSided(Difference d, JsonDocument document, int value) {
        String path = d.spot().path();
        if (document.type(value) == JsonType.NULL) {
            return Cause.NULL_OR_ABSENT;
        }
        if (path.startsWith("result.fields[hv/")) {
            return Cause.HIDDEN_PARAMETER;
        }
        String last = path.substring(path.lastIndexOf('.') + 1);
        if (path.equals("result." + last) && MEMBERS_OF_SOME_RELEASES.contains(last)) {
            return Cause.ADDED_BY_RELEASE;
        }
        boolean ofHypervisors = path.equals("result.hvparams." + last) || path.startsWith("result.os_hvp.");
        if (ofHypervisors && enabledHypervisors != null && !enabledHypervisors.contains(last)) {
            return Cause.DISABLED_HYPERVISOR;
        }
        return Cause.UNEXPLAINED;
    }

    private static Cause definition(Difference d) {
        String a = text(d.primaryReply(), d.primary());
        String b = text(d.shadowReply(), d.shadow());
        if (a != null && b != null && d.spot().path().endsWith(".kind")) {
            return a.equals("unknown") != b.equals("unknown") ? Cause.UNKNOWN_FIELD : Cause.UNEXPLAINED;
        }
        return a != null && b != null ? Cause.DEFINITION_WORDING : Cause.UNEXPLAINED;
    }

    private static Cause shape(Difference d) {
        boolean bothThere = d.primary() != JsonDocument.NONE && d.shadow() != JsonDocument.NONE;
        boolean bothHold = bothThere && holds(d.primaryReply(), d.primary()) && holds(d.shadowReply(), d.shadow());
        return bothHold && d.spot().path().equals("result") ? Cause.RESULT_SHAPE : Cause.UNEXPLAINED;
    }

    private static boolean holds(JsonDocument document, int value) {
        return document.type(value) == JsonType.OBJECT || document.type(value) == JsonType.LIST;
    }

    /** Why lists differ of which one is empty, or null. */
    static @Nullable Cause ofEmptyList(Spot spot) {
        return isOneOf(JOINED, spot.field()) ? Cause.LOST_JOIN : null;
    }

    /** Why members stand on one side only, where all of them do so on the same side, or null. */
    static @Nullable Cause ofSubset(Spot spot) {
        return isOneOf(MERGED, spot.field()) && spot.row() != null ? Cause.UNMERGED_DEFAULTS : null;
    }

    private static boolean isOneOf(Set<String> words, @Nullable String word) {
        return word != null && words.contains(word);
    }

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /** A text that is not too long, or null. */
    static @Nullable String text(JsonDocument document, int value) {
        return document.is(JsonType.TEXT, value) && document.end(value) - value <= MAX_TEXT
                ? Texts.string(document.bytes, value)
                : null;
    }

    /** A finite number that is not too long, or null. */
    static @Nullable BigDecimal number(JsonDocument document, int value) {
        if (!document.is(JsonType.NUMBER, value) || isWord(document, value)) {
            return null;
        }
        String digits = digits(document, value);
        int e = Math.max(digits.indexOf('e'), digits.indexOf('E'));
        return digits.length() > 400 || (e >= 0 && digits.length() - e > 5) ? null : new BigDecimal(digits);
    }

    private static String digits(JsonDocument document, int value) {
        return document.type(value) == JsonType.TEXT
                ? Texts.string(document.bytes, value, MAX_TEXT)
                : document.bytes.text(
                        value,
                        Math.min(value + MAX_TEXT, document.end(value)),
                        java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
