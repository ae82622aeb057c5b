/**
 * What a mismatch comes to. A {@link org.paralux.proxy.settle.Settling} takes looks at both daemons, says when to look
 * again, and decides, place by place, between lag, moved, divergent and undecided. Knows no socket and no thread; time
 * and the writes that were seen come in from outside. Start with {@link org.paralux.proxy.settle.Settling}.
 */
@NullMarked
package org.paralux.proxy.settle;

import org.jspecify.annotations.NullMarked;
