/**
 * One run of the suite: from what both daemons tell of themselves to what they differ in, settled, shrunk and counted.
 *
 * <p>Start with {@link org.paralux.qa.run.QaRun}.
 */
@NullMarked
package org.paralux.qa.run;

import org.jspecify.annotations.NullMarked;
