package org.paralux.audit;

import org.jspecify.annotations.Nullable;

/**
 * How a log is doing at some moment.
 *
 * @param head the last record written
 * @param queuedBytes what waits for the disk, as estimated
 * @param lost records lost since the log was opened, told in a {@code gap} or not yet
 * @param trouble why nothing is written now, as a {@code gap} will say; null when all is well
 */
public record AuditStatus(
        AuditHead head,
        long queuedBytes,
        long lost,
        @Nullable String trouble) {}
