package org.paralux.audit.evidence;

import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;

/**
 * One reply to a trial's query, or the lack of one.
 *
 * @param offsetMicros after the primary's first reply was flushed to the client; that reply itself has 0
 * @param reply null where none came
 * @param excerpt whether of the reply's rows those alone are there that differ, because it was too large to be kept
 * @param verdict what comparing it with the other daemon's last reply came to; null where nothing was compared
 */
public record Look(
        long offsetMicros,
        Asked asked,
        @Nullable Payload reply,
        boolean excerpt,
        @Nullable String verdict) {

    /** With the whole reply. */
    public Look(long offsetMicros, Asked asked, @Nullable Payload reply, @Nullable String verdict) {
        this(offsetMicros, asked, reply, false, verdict);
    }
}
