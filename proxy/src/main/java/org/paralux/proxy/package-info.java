/**
 * The proxy: carries traffic, observes it, knows every client. Packages, in the order that a byte meets them:
 * {@code listener} (the socket's life), {@code relay} (forwarding), {@code tee} (frames and exchanges), {@code identity}
 * (who is behind a connection), {@code record} (from exchanges to facts in the audit log), {@code admin}. Start with
 * {@link org.paralux.proxy.relay.Relay}.
 */
@NullMarked
package org.paralux.proxy;

import org.jspecify.annotations.NullMarked;
