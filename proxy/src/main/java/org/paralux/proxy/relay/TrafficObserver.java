package org.paralux.proxy.relay;

import java.util.Optional;
import org.paralux.audit.ClientFacts;
import org.paralux.proxy.tee.Exchange;

/** Is told of what passes, on the event loop that carries it; must return at once and never throw. */
public interface TrafficObserver {
    /**
     * A client connected.
     *
     * @param socketFd the client's socket, for reading who is behind it; valid during the call only
     * @return is told what happens on this connection
     */
    ConnectionObserver accepted(int socketFd);

    /** One connection's part of {@link TrafficObserver}. */
    interface ConnectionObserver {
        /** A finished exchange, whose last reply byte is out; in the order of the requests. */
        void finished(Exchange exchange);

        /** Who is behind it, as far as that is known by now. */
        Optional<ClientFacts> client();

        /** The end; nothing follows. */
        void closed(CloseReason reason, long exchanges, long bytesFromClient, long bytesToClient);
    }
}
