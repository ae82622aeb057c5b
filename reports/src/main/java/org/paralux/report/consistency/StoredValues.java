package org.paralux.report.consistency;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the values of a place from the evidence, which may be no more. */
@FunctionalInterface
public interface StoredValues {
    StoredValues NONE = (evidence, path) -> Optional.empty();

    /** The values at {@code path} in the first replies of that evidence. */
    Optional<Values> at(String evidence, String path);

    /**
     * What stands at a place.
     *
     * @param request the request, with tokens in place of secrets; null where it cannot be read
     */
    record Values(
            @Nullable String primary,
            @Nullable String shadow,
            @Nullable String request) {}
}
