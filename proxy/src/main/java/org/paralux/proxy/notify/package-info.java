/**
 * Tells people what they should know, by a command or a webhook. Start with {@link org.paralux.proxy.notify.Notice} and
 * {@link org.paralux.proxy.notify.Notifier}.
 */
@NullMarked
package org.paralux.proxy.notify;

import org.jspecify.annotations.NullMarked;
