package org.paralux.app;

import java.util.List;
import org.paralux.luxi.Payload;

/** Requests of each kind, as stock clients send them. */
final class Requests {
    static final Payload CLUSTER_INFO = Payload.of("{\"method\":\"QueryClusterInfo\",\"args\":[]}");
    static final Payload NODES =
            Payload.of("{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"role\"],null],\"version\":2060000}");

    /** Answered alike by every release. */
    static final Payload TAGS = Payload.of("{\"method\":\"QueryTags\",\"args\":[\"cluster\",\"\"]}");

    static final Payload LOCKS =
            Payload.of("{\"method\":\"Query\",\"args\":[\"lock\",[\"name\",\"mode\"],null],\"version\":2060000}");
    static final Payload WRONG_ARITY = Payload.of("{\"method\":\"QueryTags\",\"args\":[\"cluster\"]}");
    static final Payload UNPAUSE = Payload.of("{\"method\":\"SetWatcherPause\",\"args\":[null]}");
    static final Payload LOST_WAIT =
            Payload.of("{\"method\":\"WaitForJobChange\",\"args\":[\"999999\",[\"status\"],null,null,1]}");
    static final Payload UNHEARD_OF = Payload.of("{\"method\":\"Dance\",\"args\":[]}");

    /** One of each kind that the counts tell apart. */
    static final List<Payload> EVERY_KIND =
            List.of(CLUSTER_INFO, NODES, LOCKS, WRONG_ARITY, UNPAUSE, LOST_WAIT, UNHEARD_OF);

    private Requests() {}
}
