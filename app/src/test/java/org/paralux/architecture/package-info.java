/** The rules that hold the modules apart, tried on the production classes of all of them. */
@NullMarked
package org.paralux.architecture;

import org.jspecify.annotations.NullMarked;
