package org.paralux.proxy.attach;

/**
 * Whether somebody accepts connections on a socket, and who. A full backlog counts as accepting.
 *
 * @param pid of who listens; 0 where the kernel did not tell
 */
public record Listening(boolean accepts, long pid) {
    static final Listening NOBODY = new Listening(false, 0);
    static final Listening SOMEBODY = new Listening(true, 0);
}
