/** Laws that hold for any bytes at all, found and kept by a fuzzer that is led by coverage. */
@NullMarked
package org.paralux.app.fuzz;

import org.jspecify.annotations.NullMarked;
