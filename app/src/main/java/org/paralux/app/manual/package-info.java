/**
 * Manual pages, from what the commands and settings say of themselves. Start with
 * {@link org.paralux.app.manual.Manual}.
 */
@NullMarked
package org.paralux.app.manual;

import org.jspecify.annotations.NullMarked;
