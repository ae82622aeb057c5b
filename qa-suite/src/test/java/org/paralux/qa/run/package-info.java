/** What holds for parity testing. */
@NullMarked
package org.paralux.qa.run;

import org.jspecify.annotations.NullMarked;
