/**
 * The consistency report: whether the shadow answers as the primary does, where it does not and why, how far it lags
 * behind, and what was never compared. Entries of the audit log go in, a
 * {@link org.paralux.report.consistency.ConsistencyReport} comes out. Start with
 * {@link org.paralux.report.consistency.ConsistencyReportBuilder}.
 */
@NullMarked
package org.paralux.report.consistency;

import org.jspecify.annotations.NullMarked;
