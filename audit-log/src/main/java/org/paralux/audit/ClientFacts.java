package org.paralux.audit;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client process as the kernel named it. What could not be read is null.
 *
 * @param client the id that exchanges refer to
 * @param pid 0 where the process lives in another pid namespace
 * @param loginuid the user who logged in, whoever the process runs as now; null where nobody did
 * @param comm the kernel's short name of the process
 * @param exe the executable's path
 * @param cmdline what is kept of the command line
 * @param unit the systemd unit from its cgroup
 * @param parents the chain of parents, nearest first, each a short description
 * @param key who it is across processes: uid, script or else executable, unit or login or cron, sub-command
 */
public record ClientFacts(
        String client,
        int pid,
        long uid,
        long gid,
        @Nullable String user,
        @Nullable String group,
        @Nullable Long loginuid,
        @Nullable String comm,
        @Nullable String exe,
        @Nullable List<String> cmdline,
        @Nullable String unit,
        List<String> parents,
        String key,
        Identity identity) {

    public ClientFacts {
        cmdline = cmdline == null ? null : List.copyOf(cmdline);
        parents = List.copyOf(parents);
    }

    /** The same of another process, which is alike in all that is told here. */
    public ClientFacts withClient(String other) {
        return new ClientFacts(
                other, pid, uid, gid, user, group, loginuid, comm, exe, cmdline, unit, parents, key, identity);
    }

    /** How much of a client is certain. */
    public enum Identity {
        /** The process was there, started no later than the connection, and was the same at a second reading. */
        FULL,
        /** Some of it could be read, or it cannot be shown to be the process that connected. */
        PARTIAL,
        /** The process was gone before it could be read; only what the kernel kept with the connection is known. */
        GONE;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** The grade as records print it. */
        public String word() {
            return word;
        }
    }
}
