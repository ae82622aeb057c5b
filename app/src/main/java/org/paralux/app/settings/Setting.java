package org.paralux.app.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.units.Units;
import org.paralux.proxy.web.WebAddress;

/**
 * Every setting there is: its key in the file (sections joined by a dot), its default, and what it takes. The flag of
 * the same meaning is the key with dashes.
 */
@SuppressWarnings("ImmutableEnumChecker") // The parsers hold nothing.
public enum Setting {
    LISTEN("listen", null, Setting::path, "the socket that clients connect to"),
    PRIMARY("primary", null, Setting::path, "the socket of the daemon that answers"),
    LISTEN_ROLE(
            "listen-role",
            "master",
            oneOf("master", "query"),
            "whose place the listening socket takes; queries on 'master' are misdirected"),
    QUERY_LISTEN("query-listen", null, Setting::path, "a second socket, before the shadow: who asks there is counted"),
    STATE_DIR("state-dir", "/var/lib/paralux", Setting::path, "where the audit log is kept"),
    ADMIN("admin", null, Setting::path, "the admin socket; admin.sock in state-dir if not given"),
    ADMIN_GROUP(
            "admin-group",
            "gnt-admin",
            Setting::account,
            "whose members may read at the admin socket, where this host has that group: a group, or 'none'"),
    ADMIN_REFUSED(
            "admin-refused",
            "gnt-rapi",
            Setting::accounts,
            "users that may do nothing at the admin socket, whatever group they are in: 'none', or their names"),
    THREADS("threads", "1", number(1, 64), "event loops; a client and its upstream share one"),
    BACKLOG("backlog", "4096", number(1, 65_535), "how many clients may wait to be accepted"),
    DRAIN("drain", "120s", Units::duration, "how long a stop waits for open connections"),
    CONNECT_TIME_LIMIT("connect-time-limit", "10s", Setting::timeSpan, "how long a busy primary is tried"),
    CMDLINE(
            "cmdline",
            "reduced",
            oneOf("reduced", "full"),
            "what is kept of a client's command line; 'full' records values that may be secret"),
    TEE_MEMORY(
            "tee.memory", "64MiB", size(1, Long.MAX_VALUE), "what all observed messages may hold in memory together"),
    TEE_BODY("tee.body", "8MiB", size(8 << 10, 1 << 30), "a longer reply lies on the disk until it was compared"),
    TEE_SPOOL("tee.spool", "1GiB", size(0, Long.MAX_VALUE), "what all bodies may take on the disk"),
    TEE_REQUEST("tee.request", "8MiB", size(8 << 10, 1 << 30), "a longer request is kept by its ends"),
    SHADOW("shadow", null, Setting::path, "the socket of the daemon on trial; none if not given"),
    TRIAL_TIME_LIMIT("trial.time-limit", "30s", Setting::timeSpan, "how long the shadow may take for one answer"),
    TRIAL_CONCURRENCY("trial.concurrency", "4", number(1, 64), "how many queries are put to the shadow at once"),
    TRIAL_RATE("trial.rate", "50", number(1, 100_000), "how many queries a second are put to the shadow on average"),
    TRIAL_REPLY("trial.reply", "128MiB", size(8 << 10, 512 << 20), "a longer reply is not compared"),
    TRIAL_QUEUE("trial.queue", "48MiB", size(1, Long.MAX_VALUE), "what may wait to be put to the shadow"),
    TRIAL_SETTLING("trial.settling", "32MiB", size(1, Long.MAX_VALUE), "what all replies may hold that are settled"),
    TRIAL_VERSION(
            "trial.version",
            "keep",
            Setting::version,
            "what becomes of a query's 'version': 'keep', 'strip', or a number to put there"),
    TRIAL_CANNOT_SEE(
            "trial.cannot-see",
            "none",
            Setting::resources,
            "what the shadow is not shown: 'none', or of 'live' and the resources, such as 'job live'"),
    TRIAL_PRIMARY_BUSY(
            "trial.primary-busy",
            "8",
            number(1, 10_000),
            "settling does not ask the primary while it has so many requests under way"),
    TRIAL_LIVE_PRIMARY(
            "trial.live-primary",
            "30s",
            Setting::timeSpan,
            "how often settling asks the primary what it must ask all nodes for"),
    TRIAL_LIVE_SHADOW(
            "trial.live-shadow",
            "2s",
            Setting::timeSpan,
            "how often the shadow is put a query for which it must ask all nodes, on average"),
    TRIAL_CONFIGURATION(
            "trial.configuration",
            "/var/lib/ganeti/config.data",
            Setting::path,
            "the primary's configuration file, whose serial number tells of writes; not watched where it is not there"),
    ROLLOUT_FALL_BACK(
            "rollout.fall-back",
            "yes",
            oneOf("yes", "no"),
            "whether a query goes to the primary where the shadow was to answer it and does not"),
    ROLLOUT_FALL_BACK_AFTER(
            "rollout.fall-back-after",
            "10s",
            Setting::timeSpan,
            "how long the shadow may be silent before a query falls back"),
    ROLLOUT_UIDS(
            "rollout.uids",
            "none",
            Setting::uids,
            "who may change stages beside root and the proxy's own user: 'none', or uids, such as '1000 1001'"),
    ROLLOUT_PRIMARY_DOWN_COMMAND(
            "rollout.primary-down-command",
            null,
            Setting::path,
            "a program that is run when the primary is down and queries are answered all the same"),
    ROLLOUT_GUARD(
            "rollout.guard",
            "rollback",
            oneOf("rollback", "notify"),
            "what a breached gate does to a class that was moved by hand"),
    RULES("rules", null, Setting::path, "the file of comparison rules; those shipped if not given"),
    EVIDENCE_SIZE("evidence.size", "1GiB", size(1, Long.MAX_VALUE), "what the evidence may take on the disk"),
    AUDIT_SEGMENT_SIZE("audit.segment-size", "64MiB", size(1, Long.MAX_VALUE), "when a segment is sealed"),
    AUDIT_SEGMENT_AGE("audit.segment-age", "1h", Setting::timeSpan, "when a segment is sealed"),
    AUDIT_RETENTION_SIZE("audit.retention-size", "4GiB", size(1, Long.MAX_VALUE), "what all segments may take"),
    AUDIT_RETENTION_AGE("audit.retention-age", "35d", Setting::timeSpan, "how long a segment is kept"),
    AUDIT_FSYNC("audit.fsync", "1s", Setting::fsync, "'always', 'never', or how often records are forced to the disk"),
    AUDIT_QUEUE(
            "audit.queue", "16MiB", size(1, Long.MAX_VALUE), "what may wait to be written; what does not fit is a gap"),
    AUDIT_MIN_FREE(
            "audit.min-free",
            "2GiB",
            Units::bytes,
            "free disk below which nothing is written, or 10 % if that is less"),
    DASHBOARD(
            "dashboard",
            null,
            WebAddress::parse,
            "where the dashboard is served, on loopback or a Unix socket; none if not given"),
    METRICS_TOKEN("metrics-token", null, Setting::path, "a file whose first line opens the dashboard's /metrics"),
    LATENCY_BUDGET("latency-budget", "10ms", Setting::timeSpan, "what the proxy's own part of an exchange may be"),
    NOTIFY_COMMAND("notify.command", null, Setting::path, "a program that is given each notice on its standard input"),
    NOTIFY_WEBHOOK("notify.webhook", null, Setting::url, "where each notice is posted as JSON"),
    NOTIFY_QUIET("notify.quiet-period", "1h", Setting::timeSpan, "for how long the same is not told again"),
    NOTIFY_NEWS("notify.news", "yes", oneOf("yes", "no"), "whether to tell also what can wait until morning"),
    LOG_FORMAT("log.format", "auto", oneOf("auto", "text", "json"), "'auto' is text on a terminal and JSON otherwise"),
    LOG_LEVEL("log.level", "info", oneOf("error", "warn", "info", "debug"), "what is logged");

    /** What {@code never} is as a duration. */
    public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    /** What a query may be about, and {@code live}. */
    private static final Set<String> HIDEABLE =
            new TreeSet<>(Set.of("live", "instance", "node", "group", "network", "job", "os", "export", "filter"));

    private static final Map<String, Setting> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private final String key;
    private final @Nullable String defaultText;
    private final Function<String, Object> parser;
    private final String description;

    Setting(String key, @Nullable String defaultText, Function<String, Object> parser, String description) {
        this.key = key;
        this.defaultText = defaultText;
        this.parser = parser;
        this.description = description;
    }

    static @Nullable Setting withKey(String key) {
        return BY_KEY.get(key);
    }

    public String key() {
        return key;
    }

    /** The value in force where neither file nor flag gives one; null where there is none. */
    public @Nullable String defaultText() {
        return defaultText;
    }

    public String description() {
        return description;
    }

    /** @throws IllegalArgumentException saying what came and what is expected */
    Object parse(String text) {
        return parser.apply(text);
    }

    private static Object path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'" + text + "' (expected: a path)");
        }
        return Path.of(text);
    }

    private static Object url(String text) {
        if (!text.matches("https?://[^\\s/?#]+[^\\s]*")) {
            throw new IllegalArgumentException(
                    "'" + text + "' (expected: an address such as http://127.0.0.1:9000/hook)");
        }
        return URI.create(text).toString();
    }

    private static Object version(String text) {
        if (!text.matches("keep|strip|[1-9]\\d{5,7}")) {
            throw new IllegalArgumentException("'" + text + "' (expected: keep, strip, or a version such as 2100000)");
        }
        return text;
    }

    private static Object resources(String text) {
        if (!HIDEABLE.containsAll(wordsIn(text))) {
            throw new IllegalArgumentException("'" + text + "' (expected: none, or some of "
                    + String.join(" ", HIDEABLE) + ", with blanks between them)");
        }
        return text;
    }

    private static Object uids(String text) {
        if (!wordsIn(text).stream().allMatch(word -> word.matches("[0-9]{1,10}"))) {
            throw new IllegalArgumentException("'" + text + "' (expected: none, or uids with blanks between them)");
        }
        return text;
    }

    private static Object account(String text) {
        return accountNames(text, 1);
    }

    private static Object accounts(String text) {
        return accountNames(text, Integer.MAX_VALUE);
    }

    private static String accountNames(String text, int atMost) {
        Set<String> names = wordsIn(text);
        if (names.size() > atMost || !names.stream().allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,31}"))) {
            throw new IllegalArgumentException("'" + text + "' (expected: none, or "
                    + (atMost == 1 ? "a name)" : "names with blanks between them)"));
        }
        return text.strip();
    }

    /** The words of a list that may be {@code none}. */
    static Set<String> wordsIn(String text) {
        return text.equals("none") ? Set.of() : Set.copyOf(List.of(text.strip().split("[ ,]+")));
    }

    /** A duration that is none where it is zero. */
    private static Object timeSpan(String text) {
        Duration span = Units.duration(text);
        if (span.isZero()) {
            throw new IllegalArgumentException("'" + text + "' (expected: more than nothing)");
        }
        return span;
    }

    /** How often to force: zero for always. */
    private static Object fsync(String text) {
        return switch (text) {
            case "always" -> Duration.ZERO;
            case "never" -> NEVER;
            default -> Units.duration(text);
        };
    }

    private static Function<String, Object> oneOf(String... words) {
        List<String> allowed = List.of(words);
        return text -> {
            if (!allowed.contains(text)) {
                throw new IllegalArgumentException("'" + text + "' (expected: " + String.join(" or ", allowed) + ")");
            }
            return text;
        };
    }

    private static Function<String, Object> number(int least, int most) {
        return text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException(
                        "'" + text + "' (expected: a whole number from " + least + " to " + most + ")");
            }
            return Integer.valueOf(text);
        };
    }

    private static Function<String, Object> size(long least, long most) {
        return text -> {
            long bytes = Units.bytes(text);
            if (bytes < least || bytes > most) {
                throw new IllegalArgumentException("'" + text + "' (expected: "
                        + (most == Long.MAX_VALUE
                                ? "at least " + least + "B)"
                                : "from " + least + "B to " + most + "B)"));
            }
            return bytes;
        };
    }
}
