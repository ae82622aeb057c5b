/**
 * Rehearses what would happen to the traffic of now if a daemon failed, without touching either. Start with
 * {@link org.paralux.proxy.drill.DrillDesk}.
 */
@NullMarked
package org.paralux.proxy.drill;

import org.jspecify.annotations.NullMarked;
