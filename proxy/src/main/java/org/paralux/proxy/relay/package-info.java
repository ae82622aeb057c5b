/**
 * Carries bytes between a client and the primary, on one event loop a pair. Moves every byte as soon as it is there and
 * never waits for anything beside the two sockets; knows no JSON. Start with {@link org.paralux.proxy.relay.Relay}.
 */
@NullMarked
package org.paralux.proxy.relay;

import org.jspecify.annotations.NullMarked;
