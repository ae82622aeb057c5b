/**
 * The readiness report: whether the shadow may answer a query class, on what evidence, and what is missing where it may
 * not yet. Entries of the audit log and the probes of a catalogue go in, a
 * {@link org.paralux.report.readiness.ReadinessReport} comes out. Start with
 * {@link org.paralux.report.readiness.ReadinessReportBuilder} and {@link org.paralux.report.readiness.Judgement}.
 */
@NullMarked
package org.paralux.report.readiness;

import org.jspecify.annotations.NullMarked;
