/**
 * Mistakes that an embedded daemon can be told to make, each with the divergence that gives it away.
 *
 * <p>In goes what the daemon was asked and would answer; out comes what it answers with its flaws. Start with
 * {@link org.paralux.qa.simulate.flaw.Flaw}.
 */
@NullMarked
package org.paralux.qa.simulate.flaw;

import org.jspecify.annotations.NullMarked;
