package org.paralux.audit.evidence;

import java.util.Locale;

/** Why evidence that was chosen is not kept. */
enum LossReason {
    /** It came faster than it could be written, or the store was closed. */
    QUEUE_FULL,
    /** Alone it takes more than all evidence may. */
    TOO_LARGE,
    /** The disk refused. */
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
