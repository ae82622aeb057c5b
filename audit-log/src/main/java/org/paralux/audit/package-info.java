/**
 * The durable, tamper-evident record of what happened. Facts go in as {@link org.paralux.audit.AuditEvent}s; they come
 * out in the same form, however the files were cut. Verdicts are made elsewhere, from these facts.
 *
 * <p>Start with {@link org.paralux.audit.AuditEvent}. {@link org.paralux.audit.AuditLog} writes, {@link
 * org.paralux.audit.AuditReader} reads, {@link org.paralux.audit.AuditVerifier} proves, {@link
 * org.paralux.audit.AuditTail} and {@link org.paralux.audit.AuditExport} hand on. The format of a line is drawn at {@link
 * org.paralux.audit.LineEncoder}.
 */
@NullMarked
package org.paralux.audit;

import org.jspecify.annotations.NullMarked;
