/** What holds for replayed queries. */
@NullMarked
package org.paralux.qa.replay;

import org.jspecify.annotations.NullMarked;
