package org.paralux.proxy.epoch;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.diff.Rules;

/**
 * Two builds, a comparison and its rules: evidence of two epochs is never pooled.
 *
 * @param id a short hash of {@code builds}
 * @param builds what tells it from others: {@code paralux}, {@code release}, {@code primary}, {@code shadow},
 *     {@code comparison}, {@code rules}, and what is known of the binaries
 * @param rules of comparison
 * @param sinceNanos when it began
 * @param before id of the one before; its own where it is the first
 */
public record Epoch(String id, Map<String, String> builds, Rules rules, long sinceNanos, String before) {
    static final String RELEASE = "release";

    public Epoch {
        builds = Map.copyOf(builds);
    }

    /** The release of the primary; null where it is not known. */
    public @Nullable String release() {
        return builds.get(RELEASE);
    }

    /** Whether what happened at a time belongs to it. */
    public boolean holdsAt(long nanos) {
        return nanos - sinceNanos >= 0;
    }

    /** The id of what happened at a time, which is no longer ago than one epoch. */
    public String idAt(long nanos) {
        return holdsAt(nanos) ? id : before;
    }
}
