package org.paralux.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;

/** Where Ganeti's daemons listen, and what for. */
final class GanetiSockets {
    private static final String MASTER = "ganeti-master";
    private static final String QUERY = "ganeti-query";

    /** Before release 2.10 they were below another folder. */
    private static final List<String> FOLDERS = List.of("/run/ganeti/socket", "/var/run/ganeti/socket");

    private GanetiSockets() {}

    /** All usual places below {@code root}, that of the master daemon first. */
    static List<Path> usual(Path root) {
        return FOLDERS.stream()
                .map(folder -> root.resolve(folder.substring(1)))
                .flatMap(folder -> List.of(folder.resolve(MASTER), folder.resolve(QUERY)).stream())
                .toList();
    }

    /** The role of one of them. */
    static String roleOf(Path socket) {
        return socket.endsWith(QUERY) ? "query" : "master";
    }

    /**
     * The socket of the daemon that a proxy is to be before.
     *
     * @param given by a flag; null where none was
     * @param file what the settings file says
     * @throws CommandFailure where nobody says it and none is where Ganeti has them
     */
    static Path daemonSocket(@Nullable Path given, Map<Setting, Object> file) {
        if (given != null) {
            return given;
        }
        if (file.get(Setting.LISTEN) instanceof Path listen) {
            return listen;
        }
        return usual(Path.of("/")).stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "no socket that this user can see (expected: --socket, or 'listen' in the settings file)"));
    }
}
