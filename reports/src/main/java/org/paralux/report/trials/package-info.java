/**
 * What single trials were, and what they would be by other rules. Entries of the log and evidence go in, models come out,
 * which the command line prints. Nothing here reads files or the clock. Start with {@link
 * org.paralux.report.trials.ExplanationBuilder} or {@link org.paralux.report.trials.Recomparison}.
 */
@NullMarked
package org.paralux.report.trials;

import org.jspecify.annotations.NullMarked;
