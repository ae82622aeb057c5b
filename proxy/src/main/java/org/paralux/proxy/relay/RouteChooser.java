package org.paralux.proxy.relay;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides where one client's requests go. A connection's first request whose route depends on who asks waits for that, but
 * not for long. Belongs to one event loop.
 */
final class RouteChooser {
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long CHECK_MICROS = 500;

    private final ClientSide side;
    private final RelayContext context;
    private final RequestRouter router;
    private final Runnable again;

    /** Until when it is waited; 0 before it ever was. */
    private long deadlineNanos;

    /** @param again asks once more */
    RouteChooser(ClientSide side, RelayContext context, Runnable again) {
        this.side = side;
        this.context = context;
        this.router = context.router();
        this.again = again;
    }

    /** Null while it is waited for who asks. */
    @Nullable Route routeOf(RoutedRequest request) {
        Route route = request.route();
        if (route == null) {
            route = decided(request);
            if (route != null) {
                request.route(route);
            }
        }
        return route;
    }

    private @Nullable Route decided(RoutedRequest request) {
        Route route = router.route(
                        request.read(context.queries()), side.observer().client())
                .orElse(null);
        if (route == null && !waits()) {
            router.clientCameLate();
            return Route.PRIMARY;
        }
        return route;
    }

    private boolean waits() {
        long now = System.nanoTime();
        if (deadlineNanos == 0) {
            deadlineNanos = now + WAIT_NANOS;
        }
        boolean waits = now - deadlineNanos < 0;
        if (waits) {
            side.loop().schedule(again, CHECK_MICROS, TimeUnit.MICROSECONDS);
        }
        return waits;
    }
}
