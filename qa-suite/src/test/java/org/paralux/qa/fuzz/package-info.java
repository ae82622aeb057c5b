/** What holds for parity testing. */
@NullMarked
package org.paralux.qa.fuzz;

import org.jspecify.annotations.NullMarked;
