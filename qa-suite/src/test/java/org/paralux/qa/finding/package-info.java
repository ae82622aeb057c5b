/** What holds for parity testing. */
@NullMarked
package org.paralux.qa.finding;

import org.jspecify.annotations.NullMarked;
