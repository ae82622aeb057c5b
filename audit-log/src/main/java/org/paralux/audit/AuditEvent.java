package org.paralux.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.RequestKind;

/**
 * One thing that happened, as it is written to the log. The names of the members are those of the record's keys; a
 * member that is null is left out of the record. {@code seq}, {@code time} and {@code chain} belong to the entry around
 * it.
 */
public sealed interface AuditEvent {
    /** The value of the record's {@code event} key. */
    String name();

    /**
     * A proxy began to write here.
     *
     * @param run the id of this start, which begins every id that it gives out
     * @param cluster the cluster's name, null where it could not be read
     * @param node the host's name
     * @param listen the path that clients connect to
     * @param listenRole {@code master} or {@code query}
     * @param primary the primary's socket
     * @param shadow the shadow's socket, null without one
     * @param builds what is known of the builds: {@code paralux}, {@code primary}, {@code shadow}, {@code release}
     * @param epoch the id under which evidence may be pooled
     */
    record ProxyStarted(
            String run,
            @Nullable String cluster,
            String node,
            long pid,
            String listen,
            String listenRole,
            String primary,
            @Nullable String shadow,
            Map<String, String> builds,
            String epoch)
            implements AuditEvent {
        public ProxyStarted {
            builds = Map.copyOf(builds);
        }

        @Override
        public String name() {
            return "proxy.started";
        }
    }

    /**
     * The proxy ended in order. A log whose last run has none was cut off by a crash.
     *
     * @param reason {@code signal}, {@code superseded} or {@code error}
     * @param counts the run's counters by name, in complete frames; they satisfy the accounting identities
     */
    record ProxyStopped(String run, String reason, Map<String, Long> counts) implements AuditEvent {
        public ProxyStopped {
            counts = Map.copyOf(counts);
        }

        @Override
        public String name() {
            return "proxy.stopped";
        }
    }

    /** A process was seen for the first time in this run. */
    record ClientSeen(ClientFacts client) implements AuditEvent {
        @Override
        public String name() {
            return "client.seen";
        }
    }

    /** A client connected. Its identity may still be unread; see {@code client.seen}. */
    record ConnectionOpened(String connection, String client, String listenRole) implements AuditEvent {
        @Override
        public String name() {
            return "connection.opened";
        }
    }

    /**
     * A connection is over.
     *
     * @param reason {@code client-end}, {@code client-reset}, {@code primary-end}, {@code primary-down},
     *     {@code primary-busy} or {@code shutdown}
     * @param exchanges how many requests it carried, an incomplete last one included
     */
    record ConnectionClosed(
            String connection,
            String client,
            String reason,
            long exchanges,
            long bytesFromClient,
            long bytesToClient,
            long durationMicros)
            implements AuditEvent {
        @Override
        public String name() {
            return "connection.closed";
        }
    }

    /**
     * One request and what came of it.
     *
     * @param id run id and counter
     * @param client id of the {@link ClientSeen} that sent it
     * @param method the method's name on the wire; null where none could be read
     * @param resource what a query asks about; null for others
     * @param fields the fields a query asks for, in order; null where it names none
     * @param filter the filter of a query as JSON text; null where it has none
     * @param names the objects a query names; null where it names none
     * @param kind query, command, wait or unknown
     * @param queryClass the query class; null for what is no well-formed query
     * @param fingerprint the query's fingerprint; null as for {@code queryClass}
     * @param misdirected a query, not a lock query, on a listener of role {@code master}
     * @param malformed why a query may not be replayed or what makes a request unknown; null for the others
     * @param opcodes {@code OP_ID}s of the jobs a command submits; null for others
     * @param requestBytes length of the request without its ETX
     * @param replyBytes length of the reply without its ETX, as far as it came; null where none began
     * @param latencyMicros last byte of the request in to last byte of the reply out; null without a complete reply
     * @param success what the reply says; null without a complete reply, or where it cannot be read
     * @param error the reply's exception; null unless it is one
     * @param end how it ended
     * @param answeredBy {@code primary} or {@code shadow}; null without a complete reply
     * @param askedFirst {@code primary} or {@code shadow}
     */
    record Exchange(
            String id,
            String connection,
            String client,
            String listenRole,
            @Nullable String method,
            @Nullable String resource,
            @Nullable List<String> fields,
            @Nullable String filter,
            @Nullable List<String> names,
            RequestKind kind,
            @Nullable String queryClass,
            @Nullable String fingerprint,
            boolean misdirected,
            @Nullable String malformed,
            @Nullable List<String> opcodes,
            long requestBytes,
            @Nullable Long replyBytes,
            @Nullable Long latencyMicros,
            @Nullable Boolean success,
            @Nullable ReplyError error,
            ExchangeEnd end,
            @Nullable String answeredBy,
            String askedFirst)
            implements AuditEvent {
        public Exchange {
            fields = fields == null ? null : List.copyOf(fields);
            names = names == null ? null : List.copyOf(names);
            opcodes = opcodes == null ? null : List.copyOf(opcodes);
        }

        @Override
        public String name() {
            return "exchange";
        }
    }

    /**
     * The class and code of a failed call; the text is not kept.
     *
     * @param errorClass written as {@code class}; {@code text} where the daemon sent a plain text
     */
    record ReplyError(String errorClass, @Nullable String code) {}

    /**
     * Records were lost between two times, and why: {@code queue-full}, {@code disk-full}, {@code disk-error},
     * {@code disk-floor} or, by a fault of the writer, {@code unwritable}.
     *
     * @param lost how many records by event name
     */
    record Gap(Map<String, Long> lost, Instant from, Instant until, String why) implements AuditEvent {
        public Gap {
            lost = Map.copyOf(lost);
        }

        @Override
        public String name() {
            return "gap";
        }
    }

    /** Retention is about to remove segments that hold these records; written before they go. */
    record SegmentsDropped(long firstSeq, long lastSeq, String lastChain) implements AuditEvent {
        @Override
        public String name() {
            return "segments.dropped";
        }
    }
}
