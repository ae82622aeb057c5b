package org.paralux.report.clients;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The processes behind one row, by what the kernel said of the last of them. What is not known is null.
 *
 * @param label the shortest name a person would use: program and sub-command
 * @param script path of the script, where an interpreter runs one
 * @param executable path of the executable
 * @param unit the systemd unit
 * @param user the user's name
 * @param uid null for the unknown client alone
 * @param loginuid who had logged in
 * @param commandLine what the log keeps of it
 * @param parents nearest first
 * @param processes how many sent something in the range
 * @param identities how many of those by grade
 */
public record Who(
        String label,
        @Nullable String script,
        @Nullable String executable,
        @Nullable String subCommand,
        @Nullable String unit,
        @Nullable String user,
        @Nullable Long uid,
        @Nullable Long loginuid,
        @Nullable List<String> commandLine,
        List<String> parents,
        long processes,
        SequencedMap<String, Long> identities) {
    private static final SequencedMap<String, Long> NOTHING =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    public Who {
        commandLine = commandLine == null ? null : List.copyOf(commandLine);
        parents = List.copyOf(parents);
    }

    /** The processes that no identity explains. */
    static Who unknown(long processes) {
        return new Who(
                ClientRow.UNKNOWN_KEY, null, null, null, null, null, null, null, null, List.of(), processes, NOTHING);
    }

    /** The user's name, or else the number. */
    public String userOrUid() {
        if (user != null) {
            return user;
        }
        return uid == null ? "?" : "uid " + uid;
    }
}
