package org.paralux.proxy.listener;

import java.io.IOException;
import java.util.Set;
import org.paralux.proxy.health.PathTrouble;

/** The way in for clients: the socket that they connect to, in whichever way it came to its path. */
public interface Front extends AutoCloseable {
    /**
     * Checks that the path can be served, before anything is begun.
     *
     * @throws IOException in one line that says what is in the way
     */
    void requireUsable() throws IOException;

    /**
     * Serves the path, or waits for the daemon if it is not there yet.
     *
     * @throws IOException when the path cannot be served though the daemon is there
     */
    void start() throws IOException;

    /** Whether clients are accepted. */
    boolean isServing();

    /** Whether another process has the path. */
    boolean isSuperseded();

    /** What is wrong. */
    Set<PathTrouble> troubles();

    /**
     * Stops being reachable: the path goes first, then what waits in the backlog is accepted, then the socket is closed.
     * Connections go on.
     */
    @Override
    void close();
}
