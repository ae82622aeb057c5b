/**
 * Asking two daemons the same: what may be put to them, at what pace, and what each says to it.
 *
 * <p>Start with {@link org.paralux.qa.ask.Pair}.
 */
@NullMarked
package org.paralux.qa.ask;

import org.jspecify.annotations.NullMarked;
