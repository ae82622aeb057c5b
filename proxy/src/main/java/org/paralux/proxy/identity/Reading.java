package org.paralux.proxy.identity;

import org.jspecify.annotations.Nullable;

/** What one look at {@code /proc} gave. */
sealed interface Reading {
    /**
     * A process was there.
     *
     * @param certain it is beyond doubt the process that connected, whole and unchanged while it was read
     * @param changed it executed another program meanwhile, so the sighting may be of both
     */
    record Seen(Sighting sighting, boolean certain, boolean changed) implements Reading {}

    /** Nothing is known but what the socket says. */
    enum Unseen implements Reading {
        /** The process lives where the kernel cannot name it to us. */
        OTHER_PID_NAMESPACE,
        GONE,
        /** It may not be read, or there was no time to. */
        UNREAD
    }

    /**
     * One process as it was read, all of it from the same one.
     *
     * @param exe as the kernel has it, with its {@code (deleted)}; null where it may not be read
     * @param loginuid null where nobody logged in
     */
    record Sighting(
            int pid,
            Stat stat,
            Argv argv,
            @Nullable String exe,
            @Nullable Long loginuid,
            @Nullable String unit) {}
}
