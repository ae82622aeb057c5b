/** What holds for parity testing. */
@NullMarked
package org.paralux.qa.contract;

import org.jspecify.annotations.NullMarked;
