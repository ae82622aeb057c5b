/**
 * The clients report: who sends queries to the primary's socket, so that an owner can act on it. Entries of the audit
 * log go in, a {@link org.paralux.report.clients.ClientsReport} comes out, and renderers print it. What the report knows
 * about Ganeti's own programs stands in three tables: {@code StockQueries}, {@code QueryDaemon} and {@code Hints}. Start
 * with {@link org.paralux.report.clients.ClientsReportBuilder}.
 */
@NullMarked
package org.paralux.report.clients;

import org.jspecify.annotations.NullMarked;
