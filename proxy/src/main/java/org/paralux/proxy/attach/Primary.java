package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Path;
import org.paralux.proxy.socket.SocketFile;

/** The daemon's own socket, whatever its name is at the moment. */
interface Primary {
    /** From now on it is {@code file}, which has the name {@code name} now. */
    void is(Path name, SocketFile file) throws IOException;

    /** Whether the daemon accepts on it. A socket that once did not never does again. */
    boolean listens();

    /** Gives it the mode, owner and group of {@code model}, as far as we may. */
    void giveAccess(SocketFile model);
}
