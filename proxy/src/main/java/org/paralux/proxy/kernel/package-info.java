/**
 * Calls of the C library that Java has no words for: how one is bound, and those that deal with names of files and with
 * sockets behind them. Start with {@link org.paralux.proxy.kernel.NativeFiles} and {@link org.paralux.proxy.kernel.NativeSockets}.
 */
@NullMarked
package org.paralux.proxy.kernel;

import org.jspecify.annotations.NullMarked;
