/**
 * Taking the place of a running daemon's socket, and giving it back. {@link org.paralux.proxy.attach.Insertion} and
 * {@link org.paralux.proxy.attach.Removal} are the steps, made under the lock of a
 * {@link org.paralux.proxy.attach.LockedFolder}; {@link org.paralux.proxy.attach.Attachment} decides which and when,
 * {@link org.paralux.proxy.attach.AttachedListener} runs it beside the proxy, and
 * {@link org.paralux.proxy.attach.Guardian} gives the path back when the proxy dies.
 */
@NullMarked
package org.paralux.proxy.attach;

import org.jspecify.annotations.NullMarked;
