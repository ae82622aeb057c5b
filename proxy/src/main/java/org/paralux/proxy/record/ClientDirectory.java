package org.paralux.proxy.record;

import java.util.Optional;
import org.paralux.audit.ClientFacts;

/** Says who is behind a socket. */
@FunctionalInterface
public interface ClientDirectory {
    /** Starts to find out; returns at once. Called on an event loop, with the socket open. */
    PendingIdentity identify(int socketFd);

    /** A client that is being read. Whoever it turns out to be has been recorded before it is told. */
    interface PendingIdentity {
        /** Who it is, once that is known. */
        Optional<ClientFacts> now();

        /** Who it is as far as is known by now, for good. */
        ClientFacts atTimeLimit();
    }
}
