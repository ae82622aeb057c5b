/** What holds for parity testing. */
@NullMarked
package org.paralux.qa.catalogue;

import org.jspecify.annotations.NullMarked;
