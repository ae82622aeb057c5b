/** What a shadow that is started here touches. */
@NullMarked
package org.paralux.app.safeshadow;

import org.jspecify.annotations.NullMarked;
