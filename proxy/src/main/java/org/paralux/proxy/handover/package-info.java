/**
 * One process takes the path of another that runs, without a refused connection: the log changes hands first, then the
 * path; then the old one lets its connections end, and sends what it has still to record to the new. Start with
 * {@link org.paralux.proxy.handover.HandOver} for the old process and {@link org.paralux.proxy.handover.Predecessor} for
 * the new.
 */
@NullMarked
package org.paralux.proxy.handover;

import org.jspecify.annotations.NullMarked;
