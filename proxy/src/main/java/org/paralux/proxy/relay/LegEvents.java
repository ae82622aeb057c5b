package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;

/** What happens on one socket of a connection, on its event loop. */
interface LegEvents {
    /** Takes {@code bytes}. */
    void onBytes(ByteBuf bytes);

    /** The peer will send no more. Whether it still listens is another question. */
    void onInputEnd();

    /** The peer takes no more. What it sent may still come. */
    void onWriteFailed();

    void onWritabilityChanged();

    void onClosed();
}
