/**
 * What makes an installed program out of the built one. Start with {@link org.paralux.packaging.OneJar}. None of it is
 * installed.
 */
@NullMarked
package org.paralux.packaging;

import org.jspecify.annotations.NullMarked;
