/**
 * Compares two replies to one query and says where and how they differ; a pure function: no I/O, no clock, no thread.
 *
 * <p>In come the query, as far as it is known, and two {@link org.paralux.luxi.Payload}s; out comes a
 * {@link org.paralux.diff.Comparison}: a verdict, the divergences with place, kind and cause, and the rules that fired.
 * Start with {@link org.paralux.diff.Comparer}; the way through the code is {@code Comparer}, {@code Reply},
 * {@code ResultComparison}, {@code RowsComparison}, {@code ValueComparison}, and beside it {@code Findings} with
 * {@code Causes} and {@link org.paralux.diff.Rules}. What counts as a difference is in docs/comparison.md.
 *
 * <p>{@link org.paralux.diff.ReplyDigest} tells whether a daemon's own answer changed,
 * {@link org.paralux.diff.Volatility} whether a field moves by itself.
 */
@NullMarked
package org.paralux.diff;

import org.jspecify.annotations.NullMarked;
