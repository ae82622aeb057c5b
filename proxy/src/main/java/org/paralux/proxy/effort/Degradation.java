package org.paralux.proxy.effort;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does less, a step at a time, while the proxy takes more time of an exchange than it may or nearly all of its memory, and
 * more again when that is over. It gives way soon and comes back slowly, so that it does not swing. Where not even the last
 * step helps, the host is slow by itself: then all is done again, and for a while it is not tried once more.
 *
 * <p>Is looked at once a second, by one thread; {@link #effort} is for any.
 */
public final class Degradation {
    /** So many looks in a row under strain are a step down. */
    static final int PATIENCE = 10;

    /** So many calm looks in a row are a step up. */
    static final int RECOVERY = 60;

    /** So many looks in a row without strain, though not calm, are one too: else it might stay for ever between the two. */
    static final int EASE = 300;

    /** So many looks it is not tried again what did not help. */
    static final int HELD = 600;

    /** What is left of the time is no more than this part, or it was no help. */
    static final double HELP = 0.8;

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
    private int easy;
    private int held;

    /** Of the looks under strain in a row. */
    private long strainMicros;

    /** On average while all was done; none where memory was the reason. */
    private double microsAtFull;

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
        held = Math.max(0, held - 1);
        long micros = ownMicros == null ? 0 : ownMicros;
        boolean isSlow = micros > budgetMicros && looks > START && held == 0;
        boolean isFull = heapUsed > MOST_OF_THE_HEAP;
        boolean isCalm = micros <= budgetMicros / 2 && heapUsed < ENOUGH_HEAP;
        strained = isSlow || isFull ? strained + 1 : 0;
        strainMicros = isSlow ? strainMicros + micros : 0;
        calm = isCalm ? calm + 1 : 0;
        easy = isSlow || isFull ? 0 : easy + 1;
        if (strained >= PATIENCE && isFull) {
            microsAtFull = Double.MAX_VALUE;
            become(effort.less(), "memory");
        } else if (strained >= PATIENCE) {
            tooSlow((double) strainMicros / PATIENCE);
        } else if (calm >= RECOVERY || easy >= EASE) {
            become(effort.more(), "calm");
        }
    }

    private void tooSlow(double micros) {
        if (effort == Effort.FULL) {
            microsAtFull = micros;
        }
        if (effort == Effort.PLAIN_RELAY && micros > HELP * microsAtFull) {
            held = HELD;
            become(Effort.FULL, "no help");
        } else {
            become(effort.less(), "latency");
        }
    }

    private void become(Effort next, String why) {
        strained = 0;
        strainMicros = 0;
        calm = 0;
        easy = 0;
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
