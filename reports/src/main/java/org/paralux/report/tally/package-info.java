/**
 * What a fold over a log keeps: counts, histograms, intervals and cells of a bounded size, none of which depends on how
 * the log's segments are cut. Start with {@link org.paralux.report.tally.Timeline}.
 */
@NullMarked
package org.paralux.report.tally;

import org.jspecify.annotations.NullMarked;
