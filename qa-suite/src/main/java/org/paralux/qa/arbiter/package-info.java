/**
 * The third opinion: what the files of a cluster say where two daemons differ.
 *
 * <p>Configuration and finished jobs are read by the model of the embedded daemons. Of what that does not know for certain
 * nothing is said. Start with {@link org.paralux.qa.arbiter.Arbiter}.
 */
@NullMarked
package org.paralux.qa.arbiter;

import org.jspecify.annotations.NullMarked;
