/**
 * Which builds of the daemons, comparison and rules hold at a time. Start with {@link org.paralux.proxy.epoch.Epochs}.
 */
@NullMarked
package org.paralux.proxy.epoch;

import org.jspecify.annotations.NullMarked;
