package org.paralux.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.health.PathTrouble;
import org.paralux.proxy.listener.Front;
import org.paralux.proxy.listener.Listener;
import org.paralux.proxy.relay.Relay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways in for clients, each with the relay behind it: one before the primary, and where that is set one before the
 * shadow, whose clients are counted and forwarded, and never routed.
 */
final class Doors {
    private static final Logger LOGGER = LoggerFactory.getLogger(Doors.class);

    private final Door main;
    private final @Nullable Door query;

    /** A path that is served, and what carries its clients' bytes. */
    record Door(Relay relay, Front front) {}

    Doors(Door main, @Nullable Door query) {
        this.main = main;
        this.query = query;
    }

    /** Watches over the door before the shadow: it serves exactly while the shadow does. */
    static Listener.Watcher queryWatcher(Runnable arrived) {
        return new Listener.Watcher() {
            @Override
            public String daemon() {
                return "shadow";
            }

            @Override
            public void arrived() {
                arrived.run();
            }

            @Override
            public boolean servesAlone() {
                return false;
            }

            @Override
            public void alone() {}
        };
    }

    Front front() {
        return main.front();
    }

    void requireUsable() throws IOException {
        main.front().requireUsable();
        if (query != null) {
            query.front().requireUsable();
        }
    }

    void start() throws IOException {
        main.front().start();
        if (query != null) {
            query.front().start();
        }
    }

    boolean isServing() {
        return main.front().isServing();
    }

    /** Whether the path before the shadow is served; null where there is none. */
    @Nullable Boolean isServingQueries() {
        return query == null ? null : query.front().isServing();
    }

    Set<PathTrouble> troubles() {
        return main.front().troubles();
    }

    int connectionCount() {
        return main.relay().connectionCount()
                + (query == null ? 0 : query.relay().connectionCount());
    }

    /** How many requests wait for the primary's reply. */
    int requestsUnderWay() {
        return main.relay().requestsUnderWay();
    }

    /** Whether the event loops before the primary work; waits no longer than {@code within}. */
    boolean answers(Duration within) throws InterruptedException {
        return main.relay().answers(within);
    }

    /** Nobody comes in any more; those who are in stay. */
    void close() {
        LOGGER.atInfo().addKeyValue("connections", connectionCount()).log("stopping");
        main.front().close();
        if (query != null) {
            query.front().close();
        }
    }

    /** Waits until all are gone, longer than the limit only where a command has no answer yet. */
    void drain(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        main.relay().drain(limit, PossibleCommand::is);
        if (query != null) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            query.relay().drain(left, PossibleCommand::is);
        }
        main.relay().close();
        if (query != null) {
            query.relay().close();
        }
    }
}
