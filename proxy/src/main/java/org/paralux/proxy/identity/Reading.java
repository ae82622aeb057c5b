package org.paralux.proxy.identity;

import java.util.stream.Stream;
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
            @Nullable Stat stat,
            Argv argv,
            @Nullable String exe,
            @Nullable Long loginuid,
            @Nullable String unit) {
        private static final int MAX_COMM = 15;

        /** An interpreter, its options, and the script that a process is named after. */
        private static final int MAX_ARGUMENTS = 3;

        @Nullable String comm() {
            return stat == null ? null : stat.comm();
        }

        /** Whether the short name is the one that the kernel gave when this program was executed. */
        boolean isNamedAfterItsProgram() {
            if (stat == null) {
                return false;
            }
            Stream<String> paths =
                    Stream.concat(Stream.ofNullable(exe), argv.words().stream().limit(MAX_ARGUMENTS));
            return paths.map(CommandLine::baseName)
                    .anyMatch(name -> stat.comm().equals(name.substring(0, Math.min(MAX_COMM, name.length()))));
        }
    }
}
