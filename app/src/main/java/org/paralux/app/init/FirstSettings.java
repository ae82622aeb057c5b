package org.paralux.app.init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.paralux.app.doctor.GanetiTools;

/**
 * A settings file for one machine, with the reason for each setting in a comment above it.
 *
 * @param text the file
 * @param notes what a person should know or do before the proxy is attached
 */
public record FirstSettings(String text, List<String> notes) {
    private static final int WIDTH = 100;
    private static final long MEBIBYTE = 1 << 20;
    private static final long GIBIBYTE = 1 << 30;

    /** What the defaults let the log, the evidence and the spool take together. */
    private static final long DEFAULTS_TAKE = 6 * GIBIBYTE;

    /** Of what is free, so much is left to Ganeti. */
    private static final int SHARE = 2;

    private static final String STATE_DIR = "/var/lib/paralux";

    public FirstSettings {
        notes = List.copyOf(notes);
    }

    /**
     * Looks at the machine, and writes nothing.
     *
     * @param root below which the host's files are; {@code /} but in tests
     */
    public static FirstSettings of(Path root) throws IOException {
        return of(Machine.below(root, Path.of(STATE_DIR)));
    }

    static FirstSettings of(Machine machine) {
        Page page = new Page();
        page.comment("Settings of Paralux for this machine, written by 'paralux init'.");
        page.comment("All settings and their defaults: paralux.yaml(5). After a change: 'paralux config check FILE'.");
        socket(machine, page);
        user(machine, page);
        shadow(machine, page);
        configuration(machine, page);
        disk(machine, page);
        return new FirstSettings(page.text.toString(), page.notes);
    }

    private static void socket(Machine machine, Page page) {
        String release = machine.release();
        GanetiTools tools = machine.tools();
        page.gap();
        page.comment(
                release == null ? "Which release of Ganeti this is could not be told." : "Ganeti " + release + ".");
        Machine.Door door = machine.live();
        if (door == null) {
            page.comment("No daemon's socket is where Ganeti has them (/run/ganeti/socket): its daemons never ran, or"
                    + " this user may not look there. Without 'listen', the one that is there at the start is taken.");
            page.commented("listen: /run/ganeti/socket/ganeti-master");
            page.notes.add(
                    "no daemon's socket was found: start Ganeti and run 'paralux init --force', or set 'listen'");
            return;
        }
        boolean isMaster = door.equals(machine.master());
        page.comment(
                isMaster
                        ? "The master daemon's socket: queries do not belong here, and who sends them is reported."
                        : "One daemon takes queries and jobs on one socket in this release: nothing is misdirected.");
        if (!door.accepts()) {
            page.comment("Nobody accepts on it now: its daemon is down.");
            page.notes.add(door.path() + ": nobody accepts on it now; 'attach' waits for its daemon");
        }
        page.line("listen: " + door.path());
        page.line("listen-role: " + (isMaster ? "master" : "query"));
        if (tools != null && Boolean.FALSE.equals(tools.split()) && isMaster) {
            page.notes.add("Ganeti's tools were built without split query: all their queries go to the master socket");
        }
    }

    private static void user(Machine machine, Page page) {
        Machine.Door door = machine.live();
        if (door == null) {
            return;
        }
        Machine.Users users = machine.users();
        String group = users.group();
        String named = group == null ? "group " + door.file().gid() : "group " + group;
        page.gap();
        page.comment(String.format(
                "The socket has mode %04o and %s. The proxy's own socket gets the same.",
                door.file().mode(), named));
        boolean isRoots = door.file().gid() == 0 || !door.file().groupMayWhatOwnerMay();
        if (isRoots) {
            page.comment("Only its owner can be in its place, so the proxy has to run as that user: 'systemctl edit"
                    + " paralux' with User= in the section [Service].");
            if (door.file().uid() == 0) {
                page.notes.add("the socket is root's alone: the service has to run as root ('systemctl edit paralux')");
            } else {
                page.notes.add("the socket is that of user " + door.file().uid()
                        + " alone: the service has to run as that user ('systemctl edit paralux')");
            }
        } else if (users.proxy() && users.isMember()) {
            page.comment("User paralux is a member of it, and needs no other right.");
        } else {
            String join = "adduser paralux " + (group == null ? "GROUP" : group);
            page.comment("The proxy's user has to be a member of it: '" + join + "'.");
            page.notes.add(
                    users.proxy()
                            ? "user paralux is no member of " + named + ": '" + join + "'"
                            : "there is no user paralux: the proxy has to run as root, or as a member of " + named);
        }
    }

    private static void shadow(Machine machine, Page page) {
        page.gap();
        Machine.Door live = machine.live();
        Machine.Door second = live == null || live.equals(machine.query()) ? null : machine.query();
        Machine.Door safe = machine.shadow();
        if (safe != null && safe.accepts()) {
            page.comment("A second daemon runs beside the live one, started by 'paralux shadow start': each query is"
                    + " put to it after the client has its answer. It knows no job and reaches no node.");
            page.line("shadow: " + safe.path());
            page.line("trial:");
            page.line("  cannot-see: job live");
        } else if (second != null && second.accepts()) {
            page.comment("The query daemon is where queries are to go: each is put to it after the client has its"
                    + " answer, and the two answers are compared.");
            page.line("shadow: " + second.path());
        } else if (second != null) {
            page.comment("The query daemon does not run. Where it does, this has each query put to it as well:");
            page.commented("shadow: " + second.path());
            page.notes.add("the query daemon does not accept on " + second.path() + ": nothing is compared");
        } else {
            page.comment("There is no second daemon: clients are recorded, and nothing is compared. 'paralux shadow"
                    + " start' runs one, which knows no job and reaches no node:");
            page.commented("shadow: /run/paralux-shadow/run/socket/ganeti-query");
            page.commented("trial:");
            page.commented("  cannot-see: job live");
        }
    }

    private static void configuration(Machine machine, Page page) {
        if (machine.configuration() == null) {
            page.gap();
            page.comment("The cluster's configuration is not at /var/lib/ganeti/config.data, or this user may not look."
                    + " Where it can be read, writes that do not pass the proxy are seen too:"
                    + " trial.configuration.");
        }
    }

    private static void disk(Machine machine, Page page) {
        long free = machine.freeBytes();
        page.gap();
        page.line("state-dir: " + STATE_DIR);
        if (machine.adminFolder() != null) {
            page.gap();
            page.comment("The state folder is the proxy's own; here members of gnt-admin may ask it, too.");
            page.line("admin: " + machine.adminFolder().resolve("admin.sock"));
        }
        page.gap();
        page.comment(free / MEBIBYTE + " MiB are free on its disk.");
        if (free / SHARE >= DEFAULTS_TAKE) {
            page.comment("The defaults fit: 4 GiB and 35 days of the log, 1 GiB of evidence. Nothing is written while"
                    + " less than 2 GiB are free.");
            return;
        }
        long log = Math.max(free / SHARE / 3, 64 * MEBIBYTE) / MEBIBYTE;
        page.comment("The defaults, 6 GiB in all, do not fit: half of what is free is left to Ganeti.");
        page.line("audit:");
        page.line("  retention-size: " + log + "MiB");
        page.line("  min-free: " + Math.max(free / SHARE / MEBIBYTE / 2, 1) + "MiB");
        page.line("evidence:");
        page.line("  size: " + Math.max(log / 2, 16) + "MiB");
        page.line("tee:");
        page.line("  spool: " + Math.max(log / 2, 16) + "MiB");
        page.notes.add("the disk of " + STATE_DIR + " has " + free / MEBIBYTE + " MiB free: less is kept than usual");
    }

    /** The text as it grows. */
    private static final class Page {
        private final StringBuilder text = new StringBuilder();
        private final List<String> notes = new ArrayList<>();

        void gap() {
            text.append('\n');
        }

        void line(String line) {
            text.append(line).append('\n');
        }

        void commented(String line) {
            line("# " + line);
        }

        /** In lines that fit a screen. */
        void comment(String words) {
            StringBuilder line = new StringBuilder("#");
            for (String word : words.split(" ", -1)) {
                if (line.length() + 1 + word.length() > WIDTH) {
                    line(line.toString());
                    line = new StringBuilder("#");
                }
                line.append(' ').append(word);
            }
            line(line.toString());
        }
    }
}
