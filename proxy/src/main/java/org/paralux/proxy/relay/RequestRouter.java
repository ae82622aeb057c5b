package org.paralux.proxy.relay;

import java.util.Optional;
import org.paralux.audit.ClientFacts;
import org.paralux.proxy.tee.Body;

/** Decides where requests go. Called on the event loops: must return at once and never throw. */
public interface RequestRouter {
    /** Everything goes to the primary, unread. */
    RequestRouter NONE = new RequestRouter() {
        @Override
        public boolean isRouting() {
            return false;
        }

        @Override
        public Optional<Route> route(Body.Whole request, Optional<ClientFacts> client) {
            return Optional.of(Route.PRIMARY);
        }

        @Override
        public void clientCameLate() {}

        @Override
        public void fellBack() {}
    };

    /** Whether any request may go elsewhere than to the primary. While none may, requests are not cut. */
    boolean isRouting();

    /**
     * Where a request goes.
     *
     * @param request without its ETX, and read
     * @param client who asks, where that is known by now
     * @return empty where it depends on who asks, and that is not known
     */
    Optional<Route> route(Body.Whole request, Optional<ClientFacts> client);

    /** A request went to the primary because its client was not known in time. */
    void clientCameLate();

    /** A query went to the primary because the shadow did not answer it. */
    void fellBack();
}
