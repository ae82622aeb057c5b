/** Durations and sizes in text, for settings, plans and the command line. */
@NullMarked
package org.paralux.proxy.units;

import org.jspecify.annotations.NullMarked;
