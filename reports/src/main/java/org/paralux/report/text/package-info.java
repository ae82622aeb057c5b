/**
 * Text for terminals: pages of a given width, aligned tables, and client-controlled text made harmless. Strings go in,
 * printable lines come out. Start with {@link org.paralux.report.text.TextPage}.
 */
@NullMarked
package org.paralux.report.text;

import org.jspecify.annotations.NullMarked;
