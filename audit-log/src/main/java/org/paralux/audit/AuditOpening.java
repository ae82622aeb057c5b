package org.paralux.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was found when a log was opened for writing.
 *
 * @param head the last record there; {@link AuditHead#EMPTY} for a new log
 * @param tornSegment name of the file whose end was cut off because it was no whole record; null where none was
 * @param tornBytes how much was cut off
 */
public record AuditOpening(AuditHead head, @Nullable String tornSegment, long tornBytes) {}
