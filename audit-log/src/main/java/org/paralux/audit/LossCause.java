package org.paralux.audit;

import java.util.Locale;

/** Why records are lost, as a {@code gap} says it. */
enum LossCause {
    /** They came faster than they could be written, or the log was closed. */
    QUEUE_FULL,
    /** Nothing could be written for lack of space or quota. */
    DISK_FULL,
    /** Nothing could be written for any other reason that the system gave. */
    DISK_ERROR,
    /** Nothing was written so that others have the rest of the disk. */
    DISK_FLOOR,
    /** A fault of the writer itself. */
    UNWRITABLE;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    String word() {
        return word;
    }
}
