/** What holds for parity testing. */
@NullMarked
package org.paralux.qa.selftest;

import org.jspecify.annotations.NullMarked;
