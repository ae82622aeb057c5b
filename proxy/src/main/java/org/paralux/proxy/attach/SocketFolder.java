package org.paralux.proxy.attach;

import java.io.IOException;

/** A folder with a daemon's socket in it. */
@FunctionalInterface
interface SocketFolder {
    /**
     * Waits for the lock.
     *
     * @throws IOException in one line that says why it cannot be had
     */
    LockedFolder lock() throws IOException;
}
