package org.paralux.proxy.effort;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does less, a step at a time, while the proxy takes more time of an exchange than it may or nearly all of its memory, and
 * more again when that is over. It gives way soon and comes back slowly, so that it does not swing.
 *
 * <p>Is looked at once a second, by one thread; {@link #effort} is for any.
 */
public final class Degradation {
    /** So many looks in a row under strain are a step down. */
    static final int PATIENCE = 10;

    /** So many calm looks in a row are a step up. */
    static final int RECOVERY = 60;

    /** While the program starts its code is compiled, which takes the processor for a while. */
    static final int START = 60;

    static final double MOST_OF_THE_HEAP = 0.9;
    static final double ENOUGH_HEAP = 0.75;

    private static final Logger LOGGER = LoggerFactory.getLogger(Degradation.class);

    private final long budgetMicros;
    private volatile Effort effort = Effort.FULL;
    private int looks;
    private int strained;
    private int calm;

    /** @param latencyBudget what the proxy's own part of an exchange may be */
    public Degradation(Duration latencyBudget) {
        this.budgetMicros = latencyBudget.toNanos() / 1000;
    }

    /** How much is to be done now. */
    public Effort effort() {
        return effort;
    }

    /**
     * Looks once more.
     *
     * @param ownMicros the proxy's own part of an exchange in the last seconds, at the 99th percentile; null where little
     *     was carried
     * @param heapUsed the part of the heap that no collection could free, from 0 to 1
     */
    public void observe(@Nullable Long ownMicros, double heapUsed) {
        looks++;
        boolean isSlow = ownMicros != null && ownMicros > budgetMicros;
        boolean isFull = heapUsed > MOST_OF_THE_HEAP;
        boolean isCalm = (ownMicros == null || ownMicros <= budgetMicros / 2) && heapUsed < ENOUGH_HEAP;
        strained = (isSlow && looks > START) || isFull ? strained + 1 : 0;
        calm = isCalm ? calm + 1 : 0;
        if (strained >= PATIENCE) {
            become(effort.less(), isFull ? "memory" : "latency");
        } else if (calm >= RECOVERY) {
            become(effort.more(), "calm");
        }
    }

    private void become(Effort next, String why) {
        strained = 0;
        calm = 0;
        if (next != effort) {
            boolean isLess = next.isBelow(effort);
            effort = next;
            (isLess ? LOGGER.atWarn() : LOGGER.atInfo())
                    .addKeyValue("effort", next.word())
                    .addKeyValue("why", why)
                    .log(isLess ? "the proxy does less beside the traffic" : "the proxy does more again");
        }
    }
}
