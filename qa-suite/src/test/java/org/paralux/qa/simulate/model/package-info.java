/** What holds for {@code model}. */
@NullMarked
package org.paralux.qa.simulate.model;

import org.jspecify.annotations.NullMarked;
