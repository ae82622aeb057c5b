/** Durations that are measured all the time. Start with {@link org.paralux.proxy.measure.Spread}. */
@NullMarked
package org.paralux.proxy.measure;

import org.jspecify.annotations.NullMarked;
