/** What holds for {@code jobs}. */
@NullMarked
package org.paralux.qa.simulate.jobs;

import org.jspecify.annotations.NullMarked;
