package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Path;
import org.paralux.proxy.socket.SocketFile;

/**
 * Keeps mode, owner and group of the daemon's socket and of ours the same. Daemons and Ganeti's tools set them by the
 * path, whosever socket is there: so what has the path is the truth.
 */
final class Access {
    private Access() {}

    /** Gives {@code file} those of {@code truth}. Where we may not, the names matter more and the steps go on. */
    static void copy(LockedFolder folder, Path name, SocketFile file, SocketFile truth) {
        if (file.hasAccessOf(truth)) {
            return;
        }
        try {
            folder.giveAccess(name, file, truth);
        } catch (IOException e) {
            // A user without privileges may not; then they differ.
        }
    }
}
