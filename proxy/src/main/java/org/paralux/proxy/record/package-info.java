/**
 * From finished exchanges to facts in the audit log: reads what a request asks and how its reply ended, joins the client,
 * counts. Runs beside the client's path, on a thread of its own. Start with
 * {@link org.paralux.proxy.record.TrafficRecorder}.
 */
@NullMarked
package org.paralux.proxy.record;

import org.jspecify.annotations.NullMarked;
