package org.paralux.proxy.epoch;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Comparer;
import org.paralux.diff.Rules;
import org.paralux.luxi.base.Sha256;

/**
 * Knows the epoch. Whoever sees a sign that a daemon may be another by now, a connection that ended, casts doubt on it;
 * then it is looked at before anybody is told the {@link #current} epoch again. So nothing that a new build said is ever
 * counted for the old one.
 *
 * <p>Thread-safe. {@link #doubt} and {@link #known} return at once; {@link #current} may block, for as long as two daemons
 * that do not answer are waited for.
 */
public final class Epochs implements AutoCloseable {
    private static final int ID_BYTES = 4;

    private final String program;
    private final LongSupplier nanoClock;
    private final Map<Daemon, WatchedDaemon> daemons = new EnumMap<>(Daemon.class);
    private final ExecutorService looker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("epochs").factory());
    private Change onChange = (_, _) -> {};
    private volatile Epoch epoch;
    private volatile Epoch coming;

    /** Which daemon. */
    public enum Daemon {
        PRIMARY("primary"),
        SHADOW("shadow");

        private final String word;

        Daemon(String word) {
            this.word = word;
        }
    }

    /** Is told of each new epoch, before anybody else sees it. */
    @FunctionalInterface
    public interface Change {
        /**
         * An epoch begins.
         *
         * @param why what changed, in one line
         */
        void changed(Epoch epoch, String why);
    }

    /**
     * Looks at the daemons, two seconds each at most.
     *
     * @param program the version of this program
     * @param shadow null where there is none
     */
    public Epochs(
            String program,
            Path primary,
            @Nullable Path shadow,
            Rules rules,
            DaemonProbe probe,
            LongSupplier nanoClock) {
        this.program = program;
        this.nanoClock = nanoClock;
        daemons.put(Daemon.PRIMARY, new WatchedDaemon(primary, probe, nanoClock));
        if (shadow != null) {
            daemons.put(Daemon.SHADOW, new WatchedDaemon(shadow, probe, nanoClock));
        }
        Map<String, String> builds = builds(rules);
        String id = idOf(builds);
        this.epoch = new Epoch(id, builds, rules, nanoClock.getAsLong(), id);
        this.coming = epoch;
    }

    /** Who is told of changes; before the first of them. */
    public synchronized void onChange(Change change) {
        onChange = change;
    }

    /** What the primary said of its cluster. */
    public synchronized DaemonFacts primary() {
        return watched(Daemon.PRIMARY).facts();
    }

    private WatchedDaemon watched(Daemon daemon) {
        WatchedDaemon watched = daemons.get(daemon);
        if (watched == null) {
            throw new IllegalArgumentException("daemon: " + daemon + " (expected: one of " + daemons.keySet() + ")");
        }
        return watched;
    }

    /** A daemon may be another than it was, from now on. */
    public void doubt(Daemon daemon) {
        if (watched(daemon).doubt()) {
            try {
                looker.execute(this::current);
            } catch (RejectedExecutionException stopped) {
                // Nobody asks any more.
            }
        }
    }

    /** The epoch as it is now, with all doubts looked into. */
    public Epoch current() {
        if (isDoubted()) {
            lookIntoDoubts();
        }
        return epoch;
    }

    private boolean isDoubted() {
        return daemons.values().stream().anyMatch(WatchedDaemon::isDoubted);
    }

    /** The epoch as far as it was looked at. */
    public Epoch known() {
        return epoch;
    }

    /** The same, or that which is just being told of: what is decided now is kept for it. */
    public Epoch coming() {
        return coming;
    }

    /** Compares by other rules from now on; the same ones change nothing. */
    public synchronized void compareBy(Rules rules) {
        if (!rules.hash().equals(epoch.rules().hash())) {
            begin(rules, nanoClock.getAsLong());
        }
    }

    /** A doubt is met only once everybody is told what came of it. */
    private synchronized void lookIntoDoubts() {
        long since = nanoClock.getAsLong();
        Map<WatchedDaemon, Long> met = new HashMap<>();
        for (WatchedDaemon daemon : daemons.values()) {
            if (daemon.isDoubted()) {
                since = Math.min(since, daemon.doubtedNanos());
                met.put(daemon, daemon.doubts());
                daemon.look();
            }
        }
        if (!builds(epoch.rules()).equals(epoch.builds())) {
            begin(epoch.rules(), since);
        }
        met.forEach(WatchedDaemon::met);
    }

    private void begin(Rules rules, long sinceNanos) {
        Map<String, String> builds = builds(rules);
        Epoch next = new Epoch(idOf(builds), builds, rules, sinceNanos, epoch.id());
        String why = difference(epoch.builds(), builds);
        coming = next;
        onChange.changed(next, why);
        epoch = next;
    }

    private Map<String, String> builds(Rules rules) {
        Map<String, String> builds = new TreeMap<>();
        builds.put("paralux", program);
        builds.put("comparison", Comparer.VERSION);
        builds.put("rules", rules.hash());
        daemons.forEach((daemon, watched) -> watched.describe(daemon.word, builds));
        String release = primary().release();
        if (release != null) {
            builds.put(Epoch.RELEASE, release);
        }
        return builds;
    }

    private static String difference(Map<String, String> old, Map<String, String> now) {
        Set<String> keys = new TreeSet<>(old.keySet());
        keys.addAll(now.keySet());
        keys.remove(Epoch.RELEASE);
        return keys.stream()
                .filter(key -> !String.valueOf(old.get(key)).equals(String.valueOf(now.get(key))))
                .map(key -> key + ": " + now.getOrDefault(key, "unknown") + ", was " + old.getOrDefault(key, "unknown"))
                .collect(Collectors.joining("; "));
    }

    private static String idOf(Map<String, String> builds) {
        return Sha256.hex(new TreeMap<>(builds).toString(), ID_BYTES);
    }

    @Override
    public void close() {
        looker.shutdownNow();
    }
}
