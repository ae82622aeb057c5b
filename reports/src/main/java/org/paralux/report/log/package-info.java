/**
 * The logs of a cluster's proxies as one, in the order of time, for all reports: what belongs to the cluster and passes
 * the filters goes in, entries come out, and what is wrong with the log is a part of the report. Start with
 * {@link org.paralux.report.log.ClusterLog}.
 */
@NullMarked
package org.paralux.report.log;

import org.jspecify.annotations.NullMarked;
