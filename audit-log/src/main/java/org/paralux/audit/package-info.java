/**
 * The durable, tamper-evident record of what happened. Facts go in as {@link org.paralux.audit.AuditEvent}s; they come
 * out in the same form, however the files were cut. Verdicts are made elsewhere, from these facts. Start with
 * {@link org.paralux.audit.AuditEvent}.
 */
@NullMarked
package org.paralux.audit;

import org.jspecify.annotations.NullMarked;
