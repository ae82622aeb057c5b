/**
 * From what a machine has to settings for it. Start with {@link org.paralux.app.init.Machine} and
 * {@link org.paralux.app.init.FirstSettings}.
 */
@NullMarked
package org.paralux.app.init;

import org.jspecify.annotations.NullMarked;
