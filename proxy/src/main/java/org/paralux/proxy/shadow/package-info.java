/**
 * Puts queries to the shadow once the client has its answer, and finds out what becomes of each: an outcome for every
 * eligible query. Takes finished exchanges from the recorder, which never waits here; gives outcome and divergence
 * records to the audit log, and what does not match to the evidence. Start with
 * {@link org.paralux.proxy.shadow.Trials}.
 */
@NullMarked
package org.paralux.proxy.shadow;

import org.jspecify.annotations.NullMarked;
