package org.paralux.app.doctor;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.attach.SocketNames;

/**
 * What is looked at: a daemon's socket, and the proxy that is, or is to be, before it.
 *
 * @param root below which the host's files are; {@code /} but in tests
 * @param shadow the daemon on trial; null where there is none
 * @param onMasterSocket whether queries do not belong on the socket
 * @param admin the proxy's admin socket
 * @param freeBytes what must be free on the disk of {@code stateDir}
 * @param backlog how many clients may wait to be accepted
 * @param blindTo what the shadow is not shown
 * @param configuration the primary's configuration file
 */
public record Patient(
        Path root,
        SocketNames names,
        @Nullable Path shadow,
        boolean onMasterSocket,
        Path stateDir,
        Path admin,
        long freeBytes,
        int backlog,
        Set<String> blindTo,
        Path configuration) {
    /** A file of the host. */
    Path file(String path) {
        return root.resolve(path.substring(1));
    }

    /** The words of a command about this socket. */
    String about(String command) {
        return "paralux " + command + " --socket " + names.socket();
    }
}
