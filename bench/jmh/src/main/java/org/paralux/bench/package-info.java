/** Tools beside the benchmarks: a log of any size, and the simulations behind the bounds of a verdict. */
@NullMarked
package org.paralux.bench;

import org.jspecify.annotations.NullMarked;
