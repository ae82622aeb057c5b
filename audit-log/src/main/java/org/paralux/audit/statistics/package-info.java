/**
 * The arithmetic of a verdict: bounds on shares that may be looked at again and again, quantiles of what is only known to
 * lie in an interval, the mass of what was never seen. Counts and outcomes go
 * in, numbers come out; nothing here knows a log, and reports and the proxy judge by the same. What
 * each assumes, and how often each fails in simulation, is in docs/statistics.md. Start with
 * {@link org.paralux.audit.statistics.AnytimeBound}.
 */
@NullMarked
package org.paralux.audit.statistics;

import org.jspecify.annotations.NullMarked;
