/**
 * The arithmetic of a verdict: bounds on shares that may be looked at again and again, quantiles of what is only known to
 * lie in an interval, the mass of what was never seen. Counts go in, numbers come out; nothing here knows a log. What
 * each assumes, and how often each fails in simulation, is in docs/statistics.md. Start with
 * {@link org.paralux.report.statistics.AnytimeBound}.
 */
@NullMarked
package org.paralux.report.statistics;

import org.jspecify.annotations.NullMarked;
