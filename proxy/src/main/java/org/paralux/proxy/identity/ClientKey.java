package org.paralux.proxy.identity;

import static org.paralux.proxy.identity.CommandLine.baseName;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.identity.Ancestry.Root;
import org.paralux.proxy.identity.Reading.Sighting;
import org.paralux.proxy.identity.Reading.Unseen;

/**
 * Who a client is across its processes, as four words with a blank between: uid, program, origin, sub-command.
 *
 * <ul>
 *   <li>the program is the script or module, else the executable, else the name that it was called by;
 *   <li>the origin is {@code cron}, {@code login:USER}, or a systemd unit without what differs from start to start;
 *   <li>a program that does many things ({@code htools}) has the name that it was called by as its sub-command.
 * </ul>
 *
 * <p>A word that is not known is {@code -}; white space, control characters and backslashes inside one are {@code \xNN}.
 */
final class ClientKey {
    private static final String NONE = "-";
    private static final String DELETED = " (deleted)";

    private static final Pattern CRON_UNIT = Pattern.compile("(cron|crond|anacron|atd)\\.service");

    /** The units of logins and of what lets people log in; they say no more than the login does. */
    private static final Pattern LOGIN_UNIT = Pattern.compile(
            "session-.*\\.scope|user@.*\\.service|sshd?(@.*)?\\.service|([a-z]+-)?getty(@.*)?\\.service|init\\.scope");

    /** Names that systemd or a container's runtime makes up: {@code run-u12.service}, {@code docker-HASH.scope}. */
    private static final Pattern MADE_UP_NAME =
            Pattern.compile("^([^-]+)-.*(\\.scope)$|^(run)-(?:u\\d+|r[0-9a-f]+|p\\d+-i\\d+)(\\.service)$");

    /** One instance for each connection: {@code name@4-127.0.0.1:80-….service}. */
    private static final Pattern MADE_UP_INSTANCE = Pattern.compile("^([^@]+@)\\d+-.*(\\.service)$");

    private ClientKey() {}

    /** @param login the name or number of who logged in; null where nobody did */
    static String of(long uid, Sighting sighting, CommandLine commandLine, Root root, @Nullable String login) {
        String executable = sighting.exe() == null ? null : withoutDeleted(sighting.exe());
        String program = firstKnown(commandLine.script(), executable, commandLine.program(), sighting.comm());
        String subCommand = commandLine.subCommand();
        if (subCommand == null && commandLine.script() == null) {
            subCommand = calledAs(executable, commandLine.program());
        }
        return words(uid, program, origin(sighting.unit(), root, login), subCommand);
    }

    /** The key of a client of which nothing more is known; says why. */
    static String of(long uid, Unseen why) {
        String program = switch (why) {
            case OTHER_PID_NAMESPACE -> "(other-pid-namespace)";
            case GONE -> "(gone)";
            case UNREAD -> "(unread)";
        };
        return words(uid, program, null, null);
    }

    private static @Nullable String origin(@Nullable String unit, Root root, @Nullable String login) {
        if (unit != null && CRON_UNIT.matcher(unit).matches()) {
            return "cron";
        }
        boolean saysMore = unit != null && !LOGIN_UNIT.matcher(unit).matches();
        if (saysMore) {
            return MADE_UP_INSTANCE
                    .matcher(MADE_UP_NAME.matcher(unit).replaceFirst("$1$3-*$2$4"))
                    .replaceFirst("$1*$2");
        }
        return switch (root) {
            case CRON -> "cron";
            case LOGIN -> login(login);
            case SYSTEM, UNKNOWN -> unit == null ? null : login(login);
        };
    }

    private static String login(@Nullable String login) {
        return login == null ? "login" : "login:" + login;
    }

    private static @Nullable String calledAs(@Nullable String executable, @Nullable String program) {
        if (executable == null || program == null) {
            return null;
        }
        String name = baseName(program).replaceAll("^-|:$", "");
        return baseName(executable).startsWith(name) ? null : name;
    }

    private static String withoutDeleted(String exe) {
        return exe.endsWith(DELETED) ? exe.substring(0, exe.length() - DELETED.length()) : exe;
    }

    private static @Nullable String firstKnown(@Nullable String... names) {
        for (String name : names) {
            if (name != null && !name.isEmpty()) {
                return name;
            }
        }
        return null;
    }

    private static String words(
            long uid, @Nullable String program, @Nullable String origin, @Nullable String subCommand) {
        return String.join(" ", List.of(Long.toString(uid), word(program), word(origin), word(subCommand)));
    }

    private static String word(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return NONE;
        }
        StringBuilder word = new StringBuilder(text.length());
        text.chars().forEach(character -> {
            if (character == '\\' || Character.isWhitespace(character) || Character.isISOControl(character)) {
                word.append(String.format("\\x%02x", character));
            } else {
                word.append((char) character);
            }
        });
        return word.toString();
    }
}
