package org.paralux.proxy.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages in force, and the only way to change them. Every change is an audit event and is kept over a restart, on this
 * host and in this epoch: in another all classes begin again where the shadow is only asked.
 *
 * <p>Thread-safe; {@link #table} is one volatile read.
 */
public final class Rollout {
    private static final Logger LOGGER = LoggerFactory.getLogger(Rollout.class);

    private final Limits limits;
    private final String host;
    private final Supplier<String> epoch;
    private final StageStore store;
    private final AuditSink audit;
    private final InstantSource wallClock;
    private volatile StageTable table;

    /**
     * What stages there may be here.
     *
     * @param hasShadow without one every class stays in observe
     * @param mayEnforce whether clients may be told to ask elsewhere: not on the socket that they should ask
     * @param blindTo resources that the shadow is not shown, and {@code live}
     */
    public record Limits(boolean hasShadow, boolean mayEnforce, Set<String> blindTo) {
        public Limits {
            blindTo = Set.copyOf(blindTo);
        }

        ClassStage first() {
            return hasShadow ? ClassStage.SHADOW : ClassStage.OBSERVE;
        }
    }

    /**
     * @param host this one, as stages are bound to it
     * @param epoch the id of the epoch now
     */
    public Rollout(
            Limits limits,
            Path stateDir,
            String host,
            Supplier<String> epoch,
            AuditSink audit,
            InstantSource wallClock) {
        this.limits = limits;
        this.host = host;
        this.epoch = epoch;
        this.store = new StageStore(stateDir);
        this.audit = audit;
        this.wallClock = wallClock;
        this.table = StageTable.all(limits.first());
    }

    /** Puts the stages in force that were before the last stop, if they still hold. */
    public synchronized void resume() {
        StageStore.Kept kept;
        try {
            kept = store.read().orElse(null);
        } catch (IOException e) {
            LOGGER.atError().log("stages not resumed, every class begins again: " + e.getMessage());
            return;
        }
        if (kept == null || kept.table().equals(table)) {
            return;
        }
        String obstacle = obstacle(kept);
        if (obstacle == null) {
            table = kept.table();
            LOGGER.atInfo().addKeyValue("stages", kept.table()).log("stages resumed");
        } else {
            LOGGER.atWarn().addKeyValue("reason", obstacle).log("stages not resumed, every class begins again");
            StageTable first = table;
            table = kept.table();
            set(first, StageChange.PARALUX, obstacle, null);
        }
    }

    private @Nullable String obstacle(StageStore.Kept kept) {
        if (!kept.host().equals(host)) {
            return "the stages were of another host, " + kept.host();
        }
        if (!kept.epoch().equals(epoch.get())) {
            return "the stages were of another epoch, " + kept.epoch();
        }
        try {
            for (String each : kept.table().classes().keySet()) {
                requirePossible(each, kept.table().of(each));
            }
            requirePossible(null, kept.table().others());
            return null;
        } catch (StageException e) {
            return e.getMessage();
        }
    }

    public StageTable table() {
        return table;
    }

    /**
     * Changes the stage of some classes from the next request on.
     *
     * @throws StageException when it cannot be; then nothing has changed
     */
    public synchronized void change(StageChange change) throws StageException {
        if (change.classes().isEmpty()) {
            requirePossible(null, change.to());
        }
        StageTable next = change.classes().isEmpty() ? table.withOthers(change.to()) : table;
        for (String each : change.classes()) {
            requirePossible(each, change.to());
            next = next.with(each, change.to());
        }
        set(next, change.by(), change.why(), change.basis());
    }

    /**
     * Spares a client, by its key, from being refused until a time; a time that is past ends it.
     *
     * @param why in one line
     */
    public synchronized void spare(String client, Instant until, String by, String why) {
        table = table.sparing(client, until);
        keep();
        LOGGER.atInfo()
                .addKeyValue("client", client)
                .addKeyValue("until", until)
                .addKeyValue("by", by)
                .addKeyValue("why", why)
                .log("client spared");
        audit.append(wallClock.instant(), new AuditEvent.ClientSpared(client, until, by, why));
    }

    /** Whether a client is not refused for now. */
    boolean isSpared(String client) {
        Instant until = table.spared().get(client);
        return until != null && wallClock.instant().isBefore(until);
    }

    /** Every class to where nobody but the primary answers or is asked. */
    public synchronized void kill(String by, String why) {
        set(table.allIn(ClassStage.OBSERVE), by, why, null);
    }

    /**
     * Takes one class back to where the shadow is only asked.
     *
     * @return whether the shadow answered it
     */
    public synchronized boolean takeBack(String queryClass, String why) {
        if (!table.of(queryClass).stage().isRouted()) {
            return false;
        }
        set(table.with(queryClass, limits.first()), StageChange.PARALUX, why, null);
        return true;
    }

    /** Another epoch has shown nothing yet, and so has another master. */
    public synchronized void epochChanged(String why) {
        if (table.isRouted()) {
            set(table.allIn(limits.first()), StageChange.PARALUX, why, null);
        } else {
            keep();
        }
    }

    /**
     * Whether a class may be in a stage here.
     *
     * @param queryClass null for every class that has no stage of its own
     * @throws StageException when it may not
     */
    public void requirePossible(@Nullable String queryClass, ClassStage to) throws StageException {
        String what = queryClass == null ? "every class" : queryClass;
        if (to.stage() != Stage.OBSERVE && !limits.hasShadow()) {
            throw new StageException(
                    what + ": there is no shadow, so it stays in observe (start the proxy with --shadow PATH)");
        }
        if (to.stage() == Stage.ENFORCE && !limits.mayEnforce()) {
            throw new StageException(
                    what + ": this is the query socket, which clients should ask (expected for enforce: "
                            + "the primary's)");
        }
        if (queryClass != null && to.stage().isRouted()) {
            List<String> parts = List.of(queryClass.split("/"));
            for (String hidden : limits.blindTo()) {
                if (parts.contains(hidden)) {
                    throw new StageException(queryClass + ": the shadow cannot see '" + hidden
                            + "' (trial.cannot-see), so it stays with the primary");
                }
            }
        }
    }

    private void set(StageTable next, String by, String why, @Nullable String basis) {
        StageTable before = table;
        table = next;
        keep();
        Set<String> names = new TreeSet<>(before.classes().keySet());
        names.addAll(next.classes().keySet());
        for (String each : names) {
            tell(each, before.of(each), next.of(each), by, why, basis);
        }
        tell(null, before.others(), next.others(), by, why, basis);
    }

    private void tell(
            @Nullable String queryClass,
            ClassStage from,
            ClassStage to,
            String by,
            String why,
            @Nullable String basis) {
        if (!from.equals(to)) {
            LOGGER.atInfo()
                    .addKeyValue("class", queryClass == null ? "others" : queryClass)
                    .addKeyValue("from", from)
                    .addKeyValue("to", to)
                    .addKeyValue("by", by)
                    .addKeyValue("why", why)
                    .log("stage changed");
            audit.append(
                    wallClock.instant(),
                    new AuditEvent.StageChanged(
                            queryClass, from.toString(), to.toString(), by, why, basis, epoch.get()));
        }
    }

    /** What cannot be kept holds until the next start, which then begins again. */
    private void keep() {
        try {
            store.write(new StageStore.Kept(table, host, epoch.get()));
        } catch (IOException e) {
            LOGGER.atError().log("stages not kept, a restart begins again: " + e.getMessage());
        }
    }
}
