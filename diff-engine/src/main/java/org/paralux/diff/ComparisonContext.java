package org.paralux.diff;

import org.jspecify.annotations.Nullable;

/**
 * What rules may ask of a trial besides its two replies.
 *
 * @param clientKey who asked; null where it is not known, and no rule that names a client applies
 * @param release Ganeti's release, such as {@code 2.10.7}; null where it is not known, and no rule that names one applies
 */
public record ComparisonContext(
        @Nullable String clientKey, @Nullable String release) {
    public static final ComparisonContext UNKNOWN = new ComparisonContext(null, null);
}
