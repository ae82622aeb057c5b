package org.paralux.proxy.plan;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plan under way as it outlives a restart. What the disk refuses is said, and the plan goes on without. */
final class PlanMemory {
    private static final Logger LOGGER = LoggerFactory.getLogger(PlanMemory.class);

    private final PlanStore store;
    private final String host;
    private final Supplier<String> epoch;

    PlanMemory(PlanStore store, String host, Supplier<String> epoch) {
        this.store = store;
        this.host = host;
        this.epoch = epoch;
    }

    Optional<PlanStore.Kept> kept() {
        try {
            return store.read();
        } catch (IOException e) {
            LOGGER.atError().log("the plan is not resumed: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Why what was kept is of another host or epoch than these; empty where it is of these. */
    Optional<String> foreign(PlanStore.Kept kept) {
        if (!kept.host().equals(host)) {
            return Optional.of("the plan was of another host, " + kept.host());
        }
        return kept.epoch().equals(epoch.get())
                ? Optional.empty()
                : Optional.of("the plan was of another epoch, " + kept.epoch());
    }

    void keep(PlanState state) {
        try {
            store.write(new PlanStore.Kept(state, host, epoch.get()));
        } catch (IOException e) {
            LOGGER.atError().log("the plan is not kept, a restart forgets its last change: " + e.getMessage());
        }
    }

    void forget() {
        try {
            store.forget();
        } catch (IOException e) {
            LOGGER.atError().log("the plan is not forgotten, a restart resumes it: " + e.getMessage());
        }
    }
}
