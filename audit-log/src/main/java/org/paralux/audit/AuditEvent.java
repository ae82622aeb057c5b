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
     * @param queryListen the path before the shadow, of role {@code query}; null without one
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
            @Nullable String queryListen,
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
     * What became of one eligible query.
     *
     * @param exchange id of the {@link Exchange}
     * @param client id of the {@link ClientSeen} that asked
     * @param skipCause null unless the outcome is skipped
     * @param undecidedCause null unless the outcome is undecided
     * @param reason why the shadow failed or refused, in one line without content; null for other outcomes
     * @param lagMicros null unless the outcome is lag
     * @param rules ids of the rules that fired; null where none did
     * @param divergences how many places differ
     * @param evidence id of what was kept of both replies; null where nothing was
     * @param probability with which the query was sampled, from 0 to 1
     * @param cell hex digest of the primary's normalised reply; null where there was none
     * @param primaryMicros socket to socket; null without a complete reply
     * @param shadowMicros socket to socket; null without a complete reply
     * @param settling how many times the daemons were asked again
     * @param epoch id of the epoch that it is evidence of; null in logs from before it was written
     */
    record QueryOutcome(
            String exchange,
            String queryClass,
            String fingerprint,
            String client,
            Outcome outcome,
            @Nullable SkipCause skipCause,
            @Nullable UndecidedCause undecidedCause,
            @Nullable String reason,
            @Nullable Lag lagMicros,
            @Nullable List<String> rules,
            long divergences,
            @Nullable String evidence,
            double probability,
            @Nullable String cell,
            @Nullable Long primaryMicros,
            @Nullable Long shadowMicros,
            long settling,
            @Nullable String epoch)
            implements AuditEvent {
        public QueryOutcome {
            rules = rules == null ? null : List.copyOf(rules);
            if ((skipCause != null) != (outcome == Outcome.SKIPPED)) {
                throw new IllegalArgumentException("skipCause: " + skipCause + " with outcome " + outcome.word());
            }
            if ((undecidedCause != null) != (outcome == Outcome.UNDECIDED)) {
                throw new IllegalArgumentException(
                        "undecidedCause: " + undecidedCause + " with outcome " + outcome.word());
            }
            if (lagMicros != null && outcome != Outcome.LAG) {
                throw new IllegalArgumentException("lagMicros: given with outcome " + outcome.word());
            }
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability: " + probability + " (expected: 0 to 1)");
            }
        }

        @Override
        public String name() {
            return "outcome";
        }
    }

    /**
     * Places of one trial that differ in the same way; without the values that stand there.
     *
     * @param exchange id of the {@link Exchange}
     * @param path the first of the places
     * @param row null where it belongs to no row
     * @param field null where the place is a whole row or the whole reply
     * @param volatility how the field moves by itself
     * @param count how many of the trial are like it, itself included
     * @param object name of the object; null where there is none or it is not known
     */
    record DivergenceFound(
            String exchange,
            String queryClass,
            String path,
            @Nullable String row,
            @Nullable String field,
            String kind,
            String cause,
            String volatility,
            long count,
            @Nullable String object)
            implements AuditEvent {
        public DivergenceFound {
            if (count < 1) {
                throw new IllegalArgumentException("count: " + count + " (expected: >= 1)");
            }
        }

        @Override
        public String name() {
            return "divergence";
        }
    }

    /**
     * From here on evidence is not pooled with what came before.
     *
     * @param builds as in {@link ProxyStarted}
     * @param comparison version of the comparison
     * @param rules hash of the rules
     * @param why what changed
     */
    record EpochChanged(String epoch, Map<String, String> builds, String comparison, String rules, String why)
            implements AuditEvent {
        public EpochChanged {
            builds = Map.copyOf(builds);
        }

        @Override
        public String name() {
            return "epoch.changed";
        }
    }

    /**
     * A query class came a stage further, or back.
     *
     * @param queryClass null where it is every class that has no stage of its own
     * @param from the stage before, as {@code rollout} prints it
     * @param to the stage from now on
     * @param by who asked for it: {@code paralux} itself, or {@code uid 0 (root), pid 4711, loginuid 1000}
     * @param why as they gave it
     * @param basis what was known of the class at that moment; null where nothing was asked
     */
    record StageChanged(
            @Nullable String queryClass,
            String from,
            String to,
            String by,
            String why,
            @Nullable String basis,
            String epoch)
            implements AuditEvent {
        @Override
        public String name() {
            return "stage.changed";
        }
    }

    /**
     * A gate of a class shut, or opened again.
     *
     * @param state {@code breach} or {@code pass}
     * @param action what a breach of it does: {@code rollback}, {@code pause} or {@code notify}
     * @param why in one sentence
     * @param exchange id of the {@link Exchange} that breached it; null where there is none
     */
    record GateChanged(
            String queryClass,
            String gate,
            String state,
            String action,
            String why,
            @Nullable String exchange,
            String epoch)
            implements AuditEvent {
        @Override
        public String name() {
            return "gate.changed";
        }
    }

    /**
     * A client is not refused for now, whatever the stage of its queries.
     *
     * @param key of the client
     * @param until when; one that is past ends it
     * @param by as in {@link StageChanged}
     */
    record ClientSpared(String key, Instant until, String by, String why) implements AuditEvent {
        @Override
        public String name() {
            return "client.spared";
        }
    }

    /**
     * A rollout plan went on, or was held up.
     *
     * @param queryClass null where it is about all of the plan
     * @param change in a word or a few: {@code started}, {@code step 2}, {@code paused}
     * @param by as in {@link StageChanged}
     */
    record PlanChanged(String plan, @Nullable String queryClass, String change, String by, String why, String epoch)
            implements AuditEvent {
        @Override
        public String name() {
            return "plan.changed";
        }
    }

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
