/**
 * Queries that clients once sent, put to the daemons of today.
 *
 * <p>Start with {@link org.paralux.qa.replay.RecordedQueries}.
 */
@NullMarked
package org.paralux.qa.replay;

import org.jspecify.annotations.NullMarked;
