/** What holds for {@code wire}. */
@NullMarked
package org.paralux.qa.simulate.wire;

import org.jspecify.annotations.NullMarked;
