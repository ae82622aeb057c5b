/**
 * What a running proxy says of itself, on a Unix socket of its own, as HTTP so that {@code curl --unix-socket} reads it
 * too. Start with {@link org.paralux.proxy.admin.AdminServer} and {@link org.paralux.proxy.admin.AdminClient}.
 */
@NullMarked
package org.paralux.proxy.admin;

import org.jspecify.annotations.NullMarked;
