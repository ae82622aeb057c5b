/** What holds for {@code flaw}. */
@NullMarked
package org.paralux.qa.simulate.flaw;

import org.jspecify.annotations.NullMarked;
