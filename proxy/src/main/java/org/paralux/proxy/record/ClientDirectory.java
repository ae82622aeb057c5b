package org.paralux.proxy.record;

import org.paralux.proxy.identity.PendingClient;

/** Says who is behind a socket. */
@FunctionalInterface
public interface ClientDirectory {
    /**
     * Starts to find out; returns at once. Called on an event loop, with the socket open. Whoever it turns out to be has
     * been recorded before it is told.
     */
    PendingClient identify(int socketFd);
}
