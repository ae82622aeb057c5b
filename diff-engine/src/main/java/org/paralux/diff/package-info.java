/** Compares two replies to one query and says where and how they differ; a pure function: no I/O, no clock, no thread. */
@NullMarked
package org.paralux.diff;

import org.jspecify.annotations.NullMarked;
