/**
 * What is going on now, in bounded memory: fed by the events on their way to the audit log, looked at by whoever shows or
 * tells it. Start with {@link org.paralux.proxy.live.LiveModel} and {@link org.paralux.proxy.live.LiveView}.
 */
@NullMarked
package org.paralux.proxy.live;

import org.jspecify.annotations.NullMarked;
