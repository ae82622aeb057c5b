package org.paralux.proxy.record;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSink;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.audit.SkipCause;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.effort.Effort;
import org.paralux.proxy.listener.ListenRole;
import org.paralux.proxy.relay.CloseReason;
import org.paralux.proxy.relay.TrafficObserver;
import org.paralux.proxy.shadow.Candidate;
import org.paralux.proxy.shadow.TrialDesk;
import org.paralux.proxy.spool.SpooledBody;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;
import org.paralux.proxy.tee.TeeBudget;

/**
 * Takes what the event loops observe and writes it to the audit log, in the order of each connection. A connection's
 * records wait until its client is known and its replies are spooled, at most {@link #PATIENCE}.
 *
 * <p>The event loops only put into a queue. Its memory is bounded by the {@link TeeBudget}, which holds the bodies, and
 * by a number of entries; beyond it an exchange is counted and dropped, and the log says so. They do not wake the
 * recorder for each: while traffic flows it looks every {@link #NAP}, because a wake-up costs more than all the rest.
 */
public final class TrafficRecorder implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration NAP = Duration.ofMillis(2);
    private static final Duration IDLE_AFTER = Duration.ofMillis(100);
    private static final Duration IDLE_NAP = Duration.ofMillis(500);
    private static final int MAX_QUEUED = 100_000;

    /** While nothing is recorded, that is told so often. */
    private static final Duration GAP_INTERVAL = Duration.ofMinutes(1);

    private final String run;
    private final ClientDirectory clients;
    private final AuditSink audit;
    private final TrialDesk trials;
    private final TeeBudget budget;
    private final TrafficCounters counters;
    private final Supplier<Effort> effort;
    private final InstantSource wallClock;
    private final LongSupplier nanoClock;
    private final RequestReader requests = new RequestReader();

    private final Queue<Observation> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /** Exchanges that are not recorded because nothing is to be. */
    private final AtomicLong leftOut = new AtomicLong();

    private final AtomicLong connectionIds = new AtomicLong();
    private final Deque<ObservedConnection> held = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "recorder");
    private volatile boolean idle;
    private volatile boolean closed;
    private long exchangeIds;
    private @Nullable Instant droppingSince;
    private Instant leftOutSince = Instant.MIN;

    /**
     * @param run the id of this start, which begins every id given out here
     * @param trials where eligible queries go
     * @param effort how much is to be done now
     */
    public TrafficRecorder(
            String run,
            ClientDirectory clients,
            AuditSink audit,
            TrialDesk trials,
            TeeBudget budget,
            TrafficCounters counters,
            Supplier<Effort> effort,
            InstantSource wallClock,
            LongSupplier nanoClock) {
        this.run = run;
        this.clients = clients;
        this.audit = audit;
        this.trials = trials;
        this.budget = budget;
        this.counters = counters;
        this.effort = effort;
        this.wallClock = wallClock;
        this.nanoClock = nanoClock;
    }

    public void start() {
        thread.start();
    }

    // --- on the event loops

    /** What observes the clients of one listening socket. */
    public TrafficObserver observing(ListenRole role) {
        ExchangeFacts facts = new ExchangeFacts(role);
        return socketFd -> accepted(socketFd, facts);
    }

    private TrafficObserver.ConnectionObserver accepted(int socketFd, ExchangeFacts facts) {
        ObservedConnection connection = new ObservedConnection(
                run + "-c" + connectionIds.incrementAndGet(), nanoClock.getAsLong(), clients.identify(socketFd), facts);
        offer(new Observation.Opened(connection, wallClock.instant()));
        return new TrafficObserver.ConnectionObserver() {
            @Override
            public void finished(Exchange exchange) {
                if (effort.get() == Effort.PLAIN_RELAY) {
                    leftOut.incrementAndGet();
                    exchange.release(budget);
                } else if (queued.get() >= MAX_QUEUED) {
                    dropped.incrementAndGet();
                    exchange.release(budget);
                } else {
                    offer(new Observation.Finished(connection, exchange));
                }
            }

            @Override
            public Optional<ClientFacts> client() {
                return connection.clientSoFar();
            }

            @Override
            public void closed(CloseReason reason, long exchanges, long bytesFromClient, long bytesToClient) {
                offer(new Observation.Closed(
                        connection,
                        wallClock.instant(),
                        nanoClock.getAsLong() - connection.openedNanos,
                        reason,
                        exchanges,
                        bytesFromClient,
                        bytesToClient));
            }
        };
    }

    private void offer(Observation observation) {
        queue.add(observation);
        queued.incrementAndGet();
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    // --- on the recorder's thread

    private void run() {
        long lastSeenNanos = nanoClock.getAsLong();
        while (true) {
            boolean ending = closed;
            long now = nanoClock.getAsLong();
            boolean seen = drain(now);
            recordHeld(now, ending);
            recordDropped();
            if (ending && queue.isEmpty() && held.isEmpty()) {
                return;
            }
            if (seen) {
                lastSeenNanos = now;
            }
            nap(now - lastSeenNanos > IDLE_AFTER.toNanos() && held.isEmpty());
        }
    }

    private void nap(boolean untilWoken) {
        if (!untilWoken) {
            LockSupport.parkNanos(NAP.toNanos());
            return;
        }
        idle = true;
        if (queue.isEmpty() && !closed) {
            LockSupport.parkNanos(IDLE_NAP.toNanos());
        }
        idle = false;
    }

    private boolean drain(long now) {
        boolean seen = false;
        for (Observation observation; (observation = queue.poll()) != null; ) {
            queued.decrementAndGet();
            seen = true;
            ObservedConnection connection = observation.connection();
            ClientFacts client = connection.client(now, PATIENCE.toNanos());
            if (client != null && connection.waiting.isEmpty() && isReady(observation, now, PATIENCE.toNanos())) {
                record(observation, client);
            } else {
                if (connection.waiting.isEmpty()) {
                    held.add(connection);
                }
                connection.waiting.add(observation);
            }
        }
        return seen;
    }

    private void recordHeld(long now, boolean ending) {
        held.removeIf(connection -> {
            long patience = ending ? 0 : PATIENCE.toNanos();
            ClientFacts client = connection.client(now, patience);
            if (client == null) {
                return false;
            }
            Deque<Observation> waiting = connection.waiting;
            for (Observation next; (next = waiting.peek()) != null && isReady(next, now, patience); ) {
                waiting.remove();
                record(next, client);
            }
            return waiting.isEmpty();
        });
    }

    /** Whether a reply that is being spooled is whole by now, or given up. */
    private static boolean isReady(Observation observation, long now, long patienceNanos) {
        if (!(observation instanceof Observation.Finished finished)) {
            return true;
        }
        Exchange exchange = finished.exchange();
        SpooledBody spooled = exchange.spooled();
        if (spooled != null && spooled.isPending() && now - exchange.endedNanos() >= patienceNanos) {
            spooled.lose();
        }
        return spooled == null || !spooled.isPending();
    }

    /** With all of its reply, where that was spooled and is whole. */
    private Exchange read(Exchange exchange) {
        SpooledBody spooled = exchange.spooled();
        if (spooled == null) {
            return exchange;
        }
        Optional<Payload> whole = spooled.payload();
        counters.add(whole.isPresent() ? TrafficCount.BODIES_SPOOLED : TrafficCount.BODIES_CUT, 1);
        return whole.map(payload -> exchange.withReply(new Body.Whole(payload))).orElse(exchange);
    }

    private void record(Observation observation, ClientFacts client) {
        switch (observation) {
            case Observation.Opened opened -> {
                counters.add(TrafficCount.CONNECTIONS_OPENED, 1);
                audit.append(
                        opened.time(),
                        new AuditEvent.ConnectionOpened(
                                opened.connection().id,
                                client.client(),
                                opened.connection().facts.role().word()));
            }
            case Observation.Finished finished -> exchange(finished.connection(), read(finished.exchange()), client);
            case Observation.Closed over -> closed(over, client);
        }
    }

    private void exchange(ObservedConnection connection, Exchange exchange, ClientFacts client) {
        LuxiRequest request = requests.read(exchange.request());
        String id = run + "-" + ++exchangeIds;
        audit.append(exchange.endedAt(), connection.facts.event(id, connection.id, client.client(), exchange, request));
        if (exchange.request() instanceof Body.Ends) {
            counters.add(TrafficCount.BODIES_CUT, 1);
        }
        if (!exchange.isCompleteRequest()) {
            counters.add(TrafficCount.INCOMPLETE, 1);
            exchange.release(budget);
            return;
        }
        trials.observed(request, exchange);
        if (request instanceof Query query) {
            query(new Candidate(id, client, query, exchange), connection.facts);
        } else {
            count(request, exchange, null, connection.facts);
            exchange.release(budget);
        }
    }

    /** Counted before it is begun, so that no outcome is ever counted before its trial. */
    private void query(Candidate candidate, ExchangeFacts facts) {
        TrialDesk.Admission admission = trials.admit(candidate);
        count(candidate.query(), candidate.exchange(), admission.skipCause(), facts);
        if (admission.skipCause() == null) {
            trials.begin(candidate, admission);
        } else {
            trials.skipped(candidate, admission);
            candidate.exchange().release(budget);
        }
    }

    private void count(LuxiRequest request, Exchange exchange, @Nullable SkipCause skipped, ExchangeFacts facts) {
        counters.request(
                request,
                fateOf(exchange),
                exchange.end() == ExchangeEnd.COMPLETE,
                facts.isMisdirected(request),
                skipped);
    }

    private static TrafficCount fateOf(Exchange exchange) {
        if (exchange.askedFirst() == Answerer.PROXY) {
            return TrafficCount.REFUSED_AT_DOOR;
        }
        return exchange.end() == ExchangeEnd.UNDELIVERED ? TrafficCount.UNDELIVERED : TrafficCount.FORWARDED;
    }

    private void closed(Observation.Closed over, ClientFacts client) {
        counters.add(TrafficCount.CONNECTIONS_CLOSED, 1);
        counters.add(TrafficCount.BYTES_FROM_CLIENTS, over.bytesFromClient());
        counters.add(TrafficCount.BYTES_TO_CLIENTS, over.bytesToClient());
        audit.append(
                over.time(),
                new AuditEvent.ConnectionClosed(
                        over.connection().id,
                        client.client(),
                        over.reason().word(),
                        over.exchanges(),
                        over.bytesFromClient(),
                        over.bytesToClient(),
                        over.durationNanos() / 1000));
    }

    /** What was dropped was never read: it counts as unknown, and the log has a gap. */
    private void recordDropped() {
        Instant now = wallClock.instant();
        Instant since = droppingSince == null ? now : droppingSince;
        droppingSince = now;
        gap(dropped.getAndSet(0), since, now, "queue-full");
        if (effort.get() != Effort.PLAIN_RELAY || closed || now.isAfter(leftOutSince.plus(GAP_INTERVAL))) {
            gap(leftOut.getAndSet(0), leftOutSince, now, "degraded");
            leftOutSince = now;
        }
    }

    private void gap(long lost, Instant since, Instant now, String why) {
        if (lost > 0) {
            counters.lost(lost);
            audit.append(now, new AuditEvent.Gap(Map.of("exchange", lost), since, now, why));
        }
    }

    /** Records what is still queued, and ends. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
