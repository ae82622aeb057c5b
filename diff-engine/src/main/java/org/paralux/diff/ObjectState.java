package org.paralux.diff;

import org.jspecify.annotations.Nullable;

/**
 * The object that a divergence belongs to, with what the two replies say of its last write.
 *
 * @param resource {@code instance}, {@code node}, …, {@code cluster}; null where it is not known
 * @param name its name, or a job's id; null where the reply does not tell
 * @param uuid null where the reply does not tell
 * @param primarySerial its {@code serial_no} by the primary; null where the reply has none
 * @param primaryMtime its {@code mtime} by the primary, in seconds; null where the reply has none
 */
public record ObjectState(
        @Nullable String resource,
        @Nullable String name,
        @Nullable String uuid,
        @Nullable Long primarySerial,
        @Nullable Long shadowSerial,
        @Nullable Double primaryMtime,
        @Nullable Double shadowMtime) {
    /** Whose state is the newer: positive for the primary's, negative for the shadow's, 0 where nothing tells. */
    public int newer() {
        int bySerial = primarySerial == null || shadowSerial == null ? 0 : primarySerial.compareTo(shadowSerial);
        if (bySerial != 0 || primaryMtime == null || shadowMtime == null) {
            return bySerial;
        }
        return primaryMtime.compareTo(shadowMtime);
    }

    /** Without its name, which is the cluster's. */
    @Override
    public String toString() {
        return "ObjectState[" + resource + "]";
    }
}
