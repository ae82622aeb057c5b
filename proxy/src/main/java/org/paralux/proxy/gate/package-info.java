/**
 * Whether a query class may go on, and when it must come back: six gates for each class, fed by every outcome as it is
 * recorded. The arithmetic is that of {@link org.paralux.audit.statistics}, which reports judge by too. Nothing here changes
 * a stage. Start with {@link org.paralux.proxy.gate.Gates} and {@link org.paralux.proxy.gate.ClassGates}.
 */
@NullMarked
package org.paralux.proxy.gate;

import org.jspecify.annotations.NullMarked;
