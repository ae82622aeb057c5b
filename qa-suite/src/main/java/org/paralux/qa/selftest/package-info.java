/**
 * Whether the suite finds what it is there to find: each flaw of the embedded daemons in turn, and nothing where there is
 * none.
 *
 * <p>Start with {@link org.paralux.qa.selftest.MutateSelfTest}.
 */
@NullMarked
package org.paralux.qa.selftest;

import org.jspecify.annotations.NullMarked;
