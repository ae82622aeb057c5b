package org.paralux.proxy.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;
import org.paralux.proxy.identity.Reading.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who is behind a connection.
 *
 * <p>A client may be gone a millisecond after its query was answered, so the work is shared. Two threads, which ask the
 * kernel for precedence (a service gets it by {@code LimitRTPRIO=1}, without a capability), do nothing but read the
 * client's own files; a third adds what can wait: parents, names, the reduced command line.
 *
 * <p>One process keeps one id for as long as it is the same program: it is looked at again at each connection, and
 * an exec, another unit or another login makes it another client. What was recorded of a client stands, so its parents
 * are not read again.
 *
 * <p>Thread-safe; nothing here waits or throws.
 */
public final class ClientIdentifier implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClientIdentifier.class);

    private static final int READERS = 2;

    /** The first run of Java code is many times slower than the thousandth, and too slow for a short-lived client. */
    private static final int READER_WARM_UPS = 500;

    private static final int DESCRIBER_WARM_UPS = 50;

    /** For so long a client's unit, login and executable are taken to be what they were. */
    private static final Duration RECENT = Duration.ofSeconds(2);

    private static final int MAX_RECENT = 1024;

    /** What a remembered client takes beside its texts. */
    private static final int ENTRY_BYTES = 1024;

    private final Settings settings;
    private final Supplier<String> ids;
    private final Consumer<ClientFacts> onNewClient;
    private final Describer describer;
    private final Worker<PendingClient> readers;
    private final Worker<PendingClient> describers;
    private final Cache<ProcessKey, ClientFacts> seen;
    private final Cache<Integer, RecentClient> recent;

    private final AtomicBoolean failedBefore = new AtomicBoolean();
    private final LongAdder full = new LongAdder();
    private final LongAdder partial = new LongAdder();
    private final LongAdder gone = new LongAdder();
    private final LongAdder overflowed = new LongAdder();

    /**
     * How clients are identified.
     *
     * @param procRoot where proc is mounted
     * @param maxWaiting how many connections may wait to be identified; more are graded partial at once
     * @param maxSeenBytes how much memory the clients that were seen may take, roughly; one that was forgotten is
     *     recorded again under another id
     */
    public record Settings(Path procRoot, CommandLinePolicy commandLines, int maxWaiting, long maxSeenBytes) {
        public static final Settings DEFAULT =
                new Settings(Path.of("/proc"), CommandLinePolicy.REDUCED, 8192, 16 * 1024 * 1024);

        public Settings {
            if (maxWaiting < 1) {
                throw new IllegalArgumentException("maxWaiting: " + maxWaiting + " (expected: >= 1)");
            }
            if (maxSeenBytes < 0) {
                throw new IllegalArgumentException("maxSeenBytes: " + maxSeenBytes + " (expected: >= 0)");
            }
        }

        public Settings withCommandLines(CommandLinePolicy policy) {
            return new Settings(procRoot, policy, maxWaiting, maxSeenBytes);
        }
    }

    /**
     * Starts three daemon threads.
     *
     * @param ids gives the next client id; any thread
     * @param onNewClient is told of each id once, before any facts that carry it are handed out; any thread, must not
     *     wait
     */
    public ClientIdentifier(Settings settings, Supplier<String> ids, Consumer<ClientFacts> onNewClient) {
        this(settings, Accounts.ofSystem(), ids, onNewClient);
    }

    ClientIdentifier(Settings settings, Accounts accounts, Supplier<String> ids, Consumer<ClientFacts> onNewClient) {
        this.settings = settings;
        this.ids = ids;
        this.onNewClient = onNewClient;
        this.describer = new Describer(settings.procRoot(), accounts, settings.commandLines());
        this.seen = Caffeine.newBuilder()
                .maximumWeight(settings.maxSeenBytes())
                .weigher(ClientIdentifier::bytes)
                .executor(Runnable::run)
                .build();
        this.recent = Caffeine.newBuilder()
                .maximumSize(MAX_RECENT)
                .expireAfterWrite(RECENT)
                .executor(Runnable::run)
                .build();
        this.readers = new Worker<>("client-reader-", READERS, settings.maxWaiting(), this::newReading);
        this.describers = new Worker<>("client-describer-", 1, settings.maxWaiting(), this::newDescribing);
        readers.start();
        describers.start();
    }

    /** Begins to identify a client, and takes over its pidfd. Call it right after the accept. */
    public PendingClient identify(PeerCredentials peer) {
        PendingClient pending = new PendingClient(peer, this::settle);
        if (!readers.offer(pending)) {
            PeerPidfd.close(peer.pidfd());
            overflow(pending);
        }
        return pending;
    }

    public IdentityCounts counts() {
        return new IdentityCounts(full.sum(), partial.sum(), gone.sum(), overflowed.sum());
    }

    /** On each reading thread. */
    private Consumer<PendingClient> newReading() {
        PeerReader reader = new PeerReader(settings.procRoot());
        PeerCredentials self = self();
        for (int i = 0; i < READER_WARM_UPS && readers.isIdle(); i++) {
            reader.read(self);
        }
        Posix.hurryThisThread();
        return pending -> read(reader, pending);
    }

    /** On the describing thread. */
    private Consumer<PendingClient> newDescribing() {
        try (PeerReader reader = new PeerReader(settings.procRoot())) {
            PeerCredentials self = self();
            for (int i = 0; i < DESCRIBER_WARM_UPS && describers.isIdle(); i++) {
                describer.describe("", self, reader.read(self));
            }
        } catch (RuntimeException e) {
            failed(e);
        }
        return this::describe;
    }

    private static PeerCredentials self() {
        int pid = Math.toIntExact(ProcessHandle.current().pid());
        return new PeerCredentials(pid, 0, 0, PeerPidfd.UNKNOWN, Long.MAX_VALUE);
    }

    private void read(PeerReader reader, PendingClient pending) {
        try {
            if (pending.isDecided() || isRecent(reader, pending)) {
                return;
            }
            pending.read(reader.read(pending.peer()));
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            PeerPidfd.close(pending.peer().pidfd());
        }
        if (!describers.offer(pending)) {
            overflow(pending);
        }
    }

    /** Completes {@code pending} where its client was identified just before, and is what it was. */
    private boolean isRecent(PeerReader reader, PendingClient pending) {
        RecentClient client = recent.getIfPresent(pending.peer().pid());
        if (client == null || !reader.isStill(client, pending.peer())) {
            return false;
        }
        if (pending.decide()) {
            complete(pending, client.facts());
        }
        return true;
    }

    private void describe(PendingClient pending) {
        try {
            if (pending.isDecided()) {
                return;
            }
            if (!(pending.reading() instanceof Seen found)) {
                decide(pending, describer.describe(ids.get(), pending.peer(), pending.reading()));
                return;
            }
            ProcessKey process = ProcessKey.of(pending.peer(), found);
            ClientFacts known = seen.getIfPresent(process);
            if (known == null) {
                ClientFacts facts = describer.describe(ids.get(), pending.peer(), found);
                if (decide(pending, facts)) {
                    seen.put(process, facts);
                    remember(found, facts);
                }
                return;
            }
            remember(found, known);
            if (pending.decide()) {
                complete(pending, known);
            }
        } catch (RuntimeException e) {
            failed(e);
            settle(pending);
        }
    }

    private void remember(Seen found, ClientFacts facts) {
        Stat stat = found.sighting().stat();
        if (stat != null && facts.identity() == Identity.FULL) {
            recent.put(facts.pid(), new RecentClient(stat, found.sighting().argv(), facts));
        }
    }

    /** What is known by now becomes the facts, unless there are any. Any thread. */
    private void settle(PendingClient pending) {
        try {
            if (!pending.isDecided()) {
                decide(pending, describer.describeAtOnce(ids.get(), pending.peer(), pending.reading()));
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void overflow(PendingClient pending) {
        overflowed.increment();
        settle(pending);
    }

    /** Makes {@code facts}, of a client that was not seen before, those of {@code pending}; false if it has others. */
    private boolean decide(PendingClient pending, ClientFacts facts) {
        if (!pending.decide()) {
            return false;
        }
        try {
            onNewClient.accept(facts);
        } catch (RuntimeException e) {
            failed(e);
        }
        complete(pending, facts);
        return true;
    }

    private void complete(PendingClient pending, ClientFacts facts) {
        switch (facts.identity()) {
            case FULL -> full.increment();
            case PARTIAL -> partial.increment();
            case GONE -> gone.increment();
        }
        pending.complete(facts);
    }

    private static int bytes(ProcessKey process, ClientFacts facts) {
        int characters =
                length(facts.cmdline()) + length(facts.parents()) + facts.key().length();
        return ENTRY_BYTES + 2 * characters;
    }

    private static int length(@Nullable List<String> texts) {
        return texts == null ? 0 : texts.stream().mapToInt(String::length).sum();
    }

    /** A bug here would show at every connection, so the first time is the only one that is logged. */
    private void failed(RuntimeException e) {
        if (failedBefore.compareAndSet(false, true)) {
            LOGGER.atError().setCause(e).log("client not identified");
        }
    }

    /** Ends the threads; whoever still waits gets what is known. Waits for the clients in hand. */
    @Override
    public void close() {
        for (PendingClient pending : readers.stop()) {
            PeerPidfd.close(pending.peer().pidfd());
            settle(pending);
        }
        describers.stop().forEach(this::settle);
    }
}
