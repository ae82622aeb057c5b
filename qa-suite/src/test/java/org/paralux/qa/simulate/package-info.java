/** What holds for the embedded daemons. */
@NullMarked
package org.paralux.qa.simulate;

import org.jspecify.annotations.NullMarked;
