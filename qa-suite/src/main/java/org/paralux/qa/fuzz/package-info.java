/**
 * Random queries, from a grammar that the daemons' own fields, names and values feed, guided by what they reach.
 *
 * <p>Start with {@link org.paralux.qa.fuzz.Fuzzer}.
 */
@NullMarked
package org.paralux.qa.fuzz;

import org.jspecify.annotations.NullMarked;
