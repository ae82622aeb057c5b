package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Path;

/** The listening socket that is put in the daemon's place. One is there at a time; an earlier one is let run dry. */
interface OurSocket {
    /** Listens on a new socket at {@code path}, and accepts at once. */
    void listenAt(Path path) throws IOException;

    /** The new socket is not to be: closes it. */
    void abandon();

    boolean isOpen();

    /** Accepts no more; the file stays. */
    void close();
}
