/** What holds for parity testing. */
@NullMarked
package org.paralux.qa.report;

import org.jspecify.annotations.NullMarked;
