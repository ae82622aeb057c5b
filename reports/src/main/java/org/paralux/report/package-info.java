/**
 * From the audit log to something a person can act on. Entries of the log go in, in the order of their time; models
 * come out, which renderers turn into text or JSON. Nothing here reads files or the clock. Start with
 * {@link org.paralux.report.clients.ClientsReportBuilder}.
 */
@NullMarked
package org.paralux.report;

import org.jspecify.annotations.NullMarked;
