/**
 * Unix sockets as files: what is behind a path, who listens there, and how a new one comes to its place without a moment
 * in which it is wider than it should be. Start with {@link org.paralux.proxy.socket.PrivateRoom}.
 */
@NullMarked
package org.paralux.proxy.socket;

import org.jspecify.annotations.NullMarked;
