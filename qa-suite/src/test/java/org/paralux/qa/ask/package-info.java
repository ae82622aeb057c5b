/** What holds for parity testing. */
@NullMarked
package org.paralux.qa.ask;

import org.jspecify.annotations.NullMarked;
