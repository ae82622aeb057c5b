package org.paralux.report.clients;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One start of a proxy whose records are in the range.
 *
 * @param cluster null where it could not be read
 * @param queryListen the path before the query daemon; null where there is none
 * @param release as the log has it; null where it could not be read
 * @param stopped null where the log has no orderly end
 */
public record RunRow(
        String run,
        @Nullable String cluster,
        String node,
        String listen,
        String listenRole,
        String primary,
        @Nullable String queryListen,
        @Nullable String release,
        Instant started,
        @Nullable Instant stopped) {}
