package org.paralux.app.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.app.doctor.GanetiTools;
import org.paralux.proxy.epoch.DaemonFacts;
import org.paralux.proxy.identity.ListeningProcess;
import org.paralux.proxy.socket.SocketFile;

/**
 * What a machine has that matters to a proxy. Nothing is changed by looking.
 *
 * @param master the master daemon's socket; null where it is not there
 * @param query the query daemon's; the same
 * @param shadow that of a second daemon, run by {@code paralux shadow start}; the same
 * @param tools Ganeti's tools; null where none are installed
 * @param users what the host knows of users and groups
 * @param configuration the cluster's; null where it is not there
 * @param adminFolder where the package has the admin socket; null where there is no such folder
 * @param freeBytes on the disk of the state folder
 */
record Machine(
        @Nullable Door master,
        @Nullable Door query,
        @Nullable Door shadow,
        @Nullable GanetiTools tools,
        Users users,
        @Nullable Path configuration,
        @Nullable Path adminFolder,
        long freeBytes) {
    private static final List<String> FOLDERS = List.of("/run/ganeti/socket", "/var/run/ganeti/socket");
    private static final String SAFE_SHADOW = "/run/paralux-shadow/run/socket/ganeti-query";
    private static final String ADMIN_FOLDER = "/run/paralux";
    private static final List<String> CONFIGURATIONS = List.of("/var/lib/ganeti/config.data");

    /**
     * A socket of a daemon.
     *
     * @param path as the host has it
     * @param release what the daemon said; null where it did not
     * @param cluster the same
     */
    record Door(
            String path,
            SocketFile file,
            boolean accepts,
            @Nullable String release,
            @Nullable String cluster) {}

    /**
     * Of {@code /etc/passwd} and {@code /etc/group}.
     *
     * @param proxy whether there is a user {@code paralux}
     * @param group the name of the socket's group; null where it has none
     * @param isMember whether {@code paralux} is in it
     */
    record Users(boolean proxy, @Nullable String group, boolean isMember) {}

    /**
     * Looks. Takes two seconds for each daemon that hangs.
     *
     * @param root below which the host's files are; {@code /} but in tests
     * @param stateDir where the record is to be
     */
    static Machine below(Path root, Path stateDir) throws IOException {
        Door master = first(root, "ganeti-master");
        Door query = first(root, "ganeti-query");
        GanetiTools tools = GanetiTools.below(root).orElse(null);
        Door live = live(master, query, tools);
        return new Machine(
                master,
                query,
                door(root, SAFE_SHADOW),
                tools,
                users(root, live == null ? null : live.file()),
                CONFIGURATIONS.stream()
                        .filter(file -> Files.exists(in(root, file)))
                        .map(Path::of)
                        .findFirst()
                        .orElse(null),
                Files.isDirectory(in(root, ADMIN_FOLDER)) ? Path.of(ADMIN_FOLDER) : null,
                freeBytes(in(root, stateDir.toString())));
    }

    private static Path in(Path root, String path) {
        return root.resolve(path.substring(1));
    }

    private static @Nullable Door first(Path root, String name) throws IOException {
        for (String folder : FOLDERS) {
            Door door = door(root, folder + "/" + name);
            if (door != null) {
                return door;
            }
        }
        return null;
    }

    private static @Nullable Door door(Path root, String path) throws IOException {
        Path there = in(root, path);
        if (!Files.isReadable(there.getParent()) || SocketFile.at(there).isEmpty()) {
            return null;
        }
        boolean accepts = ListeningProcess.pidAt(there).isPresent();
        DaemonFacts facts = accepts ? DaemonFacts.ask(there) : new DaemonFacts(null, null);
        return new Door(path, SocketFile.at(there).orElseThrow(), accepts, facts.release(), facts.cluster());
    }

    private static Users users(Path root, @Nullable SocketFile socket) throws IOException {
        Optional<String[]> proxy = lines(root, "/etc/passwd")
                .filter(words -> words[0].equals("paralux"))
                .findFirst();
        if (socket == null) {
            return new Users(proxy.isPresent(), null, false);
        }
        Optional<String[]> group = lines(root, "/etc/group")
                .filter(words -> words[2].equals(String.valueOf(socket.gid())))
                .findFirst();
        boolean isMember = group.filter(words -> words.length > 3
                                && Arrays.asList(words[3].split(",", -1)).contains("paralux"))
                        .isPresent()
                || proxy.filter(words -> words[3].equals(String.valueOf(socket.gid())))
                        .isPresent();
        return new Users(proxy.isPresent(), group.map(words -> words[0]).orElse(null), isMember);
    }

    private static Stream<String[]> lines(Path root, String file) throws IOException {
        Path there = in(root, file);
        return Files.isReadable(there)
                ? Files.readAllLines(there).stream()
                        .map(line -> line.split(":", -1))
                        .filter(words -> words.length > 3)
                : Stream.empty();
    }

    private static long freeBytes(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }

    /** The socket before which the proxy is to be; null where there is none. */
    @Nullable Door live() {
        return live(master, query, tools);
    }

    /** From 2.12 on one daemon does all, on the query socket; what is at the other is left from before. */
    private static @Nullable Door live(@Nullable Door master, @Nullable Door query, @Nullable GanetiTools tools) {
        String release = releaseOf(master, query, tools);
        boolean isOneDaemon = release != null && !GanetiTools.isBefore(release, 2, 12);
        return master == null || (isOneDaemon && query != null) ? query : master;
    }

    /** What the daemon says, or else the tools; null where neither does. */
    @Nullable String release() {
        return releaseOf(master, query, tools);
    }

    private static @Nullable String releaseOf(
            @Nullable Door master, @Nullable Door query, @Nullable GanetiTools tools) {
        for (Door door : new @Nullable Door[] {master, query}) {
            if (door != null && door.release() != null) {
                return door.release();
            }
        }
        return tools == null ? null : tools.release();
    }
}
