/** A second luxid beside the live one that can do it no harm. Start with {@link org.paralux.app.safeshadow.SafeShadow}. */
@NullMarked
package org.paralux.app.safeshadow;

import org.jspecify.annotations.NullMarked;
