package org.paralux.app;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/**
 * What goes wrong in one short life of a proxy, all of it from a seed.
 *
 * @param troubles the boundaries at which something does
 */
record ChaosSchedule(long seed, Set<Trouble> troubles) {
    /** A boundary of the proxy. */
    enum Trouble {
        /** Clients that leave in the middle, send nonsense, read slowly, or close one half. */
        CLIENTS,
        /** The primary is slow, cuts replies, hangs, and starts anew. */
        PRIMARY,
        /** The same, and wrong answers, of the shadow. */
        SHADOW,
        /** Folders of the state directory go away and come back. */
        DISK,
        /** The time of day jumps by up to two months, both ways. */
        CLOCK,
        /** Next to no room for what is observed. */
        MEMORY,
        /** It is told by a signal to read its rules again, which are others, so that an epoch begins. */
        SIGNALS,
        /** Classes are moved on and back. */
        STAGES,
        /** Nonsense on the admin socket. */
        ADMIN,
        /** Nonsense on the dashboard. */
        DASHBOARD,
        /** The proxy stands at the primary's own path, as {@code attach} does. */
        ATTACHED(1),
        /** For moments nobody in the process can open a file or a socket. */
        DESCRIPTORS(1);

        private static final int OFTEN = 16;
        private static final int OF = 40;

        private final int times;

        Trouble() {
            this(OFTEN);
        }

        /** @param times in so many lives of {@value #OF} */
        Trouble(int times) {
            this.times = times;
        }
    }

    static ChaosSchedule of(long seed) {
        Random random = new Random(seed);
        Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
        for (Trouble each : Trouble.values()) {
            if (random.nextInt(Trouble.OF) < each.times) {
                troubles.add(each);
            }
        }
        if (troubles.contains(Trouble.ATTACHED)) {
            // A process of its own reads its classes from folders here, and could not go on without.
            troubles.remove(Trouble.DESCRIPTORS);
        }
        return new ChaosSchedule(seed, troubles);
    }

    boolean has(Trouble trouble) {
        return troubles.contains(trouble);
    }

    /** Whether a client may be refused, or be left without the rest of a reply: a daemon did that to it. */
    boolean mayCut() {
        return has(Trouble.PRIMARY) || has(Trouble.DESCRIPTORS) || (has(Trouble.SHADOW) && has(Trouble.STAGES));
    }

    /** Randomness for one of those who take part. */
    Random random(int part) {
        return new Random(seed * 1_000_003 + part);
    }
}
