package org.paralux.proxy.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a process comes from: its parents, up to the login, cron or systemd that began it all.
 *
 * @param parents nearest first, each as {@code comm(pid)} and what is kept of its command line
 */
record Ancestry(List<String> parents, Root root) {
    static final Ancestry UNKNOWN = new Ancestry(List.of(), Root.UNKNOWN);

    private static final int MAX_PARENTS = 16;

    /** What begins a chain of processes. */
    enum Root {
        LOGIN,
        CRON,
        SYSTEM,
        UNKNOWN;

        private static Root of(int pid, String comm) {
            return switch (comm) {
                case "sshd", "sshd-session", "sshd-auth", "dropbear", "login" -> LOGIN;
                case "cron", "CRON", "crond", "anacron", "fcron", "atd" -> CRON;
                case "systemd", "init" -> SYSTEM;
                default -> pid == 1 ? SYSTEM : UNKNOWN;
            };
        }
    }

    /** These run a program as somebody else, for a user who is logged in; the chain goes on. */
    private static final Set<String> CHANGES_OF_USER = Set.of("su", "sudo", "doas");

    Ancestry {
        parents = List.copyOf(parents);
    }

    /**
     * The chain above {@code child}. It ends early where a parent has gone: the number that the child still names it by
     * may belong to a process that is younger than the child, and so is no parent of it.
     */
    static Ancestry of(Stat child, ProcReader proc, CommandLinePolicy policy) {
        try {
            return climb(child, proc, policy);
        } finally {
            proc.close();
        }
    }

    private static Ancestry climb(Stat child, ProcReader proc, CommandLinePolicy policy) {
        List<String> parents = new ArrayList<>();
        boolean changedUser = false;
        Stat last = child;
        while (last.parent() > 0 && parents.size() < MAX_PARENTS) {
            int pid = last.parent();
            Stat parent = proc.open(pid) == 0 ? proc.stat() : null;
            if (parent == null || parent.startTicks() > last.startTicks()) {
                break;
            }
            parents.add(describe(pid, parent, proc.argv(), policy));
            Root root = Root.of(pid, parent.comm());
            if (root != Root.UNKNOWN) {
                return new Ancestry(parents, root == Root.SYSTEM && changedUser ? Root.LOGIN : root);
            }
            changedUser |= CHANGES_OF_USER.contains(parent.comm());
            last = parent;
        }
        return new Ancestry(parents, changedUser ? Root.LOGIN : Root.UNKNOWN);
    }

    private static String describe(int pid, Stat stat, Argv argv, CommandLinePolicy policy) {
        String name = stat.comm() + "(" + pid + ")";
        return argv.isEmpty() ? name : name + " " + String.join(" ", policy.kept(argv));
    }
}
