package org.paralux.proxy.attach;

import java.io.IOException;
import java.util.List;
import org.paralux.proxy.socket.PathLock;
import org.paralux.proxy.socket.SocketFile;

/**
 * What an attach would do, as things are now.
 *
 * @param lines one step each
 */
public record Plan(List<String> lines) {
    public Plan {
        lines = List.copyOf(lines);
    }

    /**
     * Looks, and touches nothing.
     *
     * @throws IOException in one line that says why the path cannot be taken
     */
    public static Plan of(SocketNames names) throws IOException {
        Standing standing = Standing.of(names);
        standing.requireFree(null);
        SocketFile daemon = standing.socket();
        String lock = "lock " + PathLock.fileBeside(names.socket()) + ", and write into it what is about to be touched";
        if (daemon == null || !standing.socketListener().accepts()) {
            return new Plan(List.of("wait: no daemon accepts on " + names.socket(), lock));
        }
        String access = String.format("%04o, owner %d, group %d", daemon.mode(), daemon.uid(), daemon.gid());
        return new Plan(List.of(
                "start a guardian, a second process that undoes all of this should the proxy die",
                lock,
                "bind a socket in " + names.room("RANDOM") + ", a folder of mode 0700; give it mode " + access,
                "exchange it and " + names.socket() + ", process "
                        + standing.socketListener().pid() + "'s, in one step: no moment without a socket at the path",
                "rename what came out to " + names.primary() + ", and forward to it",
                "undo: paralux detach --socket " + names.socket()));
    }
}
