package org.paralux.report.consistency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One place that differed, and how to see it again.
 *
 * @param exchange its id, for {@code paralux explain}
 * @param evidence the id of what was kept; null where nothing was
 * @param path the whole path
 * @param object name of the object; null where it has none
 * @param primary what the primary gave there, as JSON; null where it gave nothing, or the evidence is no more
 * @param shadow the same of the shadow
 * @param known whether the two values are those of the evidence
 * @param request the LUXI request; null where nobody knows it any more
 * @param command the {@code gnt-*} line that asks the same; null where there is none
 */
public record Example(
        String exchange,
        @Nullable String evidence,
        Instant time,
        String client,
        String path,
        @Nullable String object,
        @Nullable String primary,
        @Nullable String shadow,
        boolean known,
        @Nullable String request,
        @Nullable String command) {

    Example withValues(StoredValues.Values values) {
        return new Example(
                exchange,
                evidence,
                time,
                client,
                path,
                object,
                values.primary(),
                values.shadow(),
                true,
                values.request() == null ? request : values.request(),
                command);
    }
}
