package org.paralux.proxy.relay;

import org.paralux.luxi.Payload;

/** Where one request goes. */
public sealed interface Route {
    Route PRIMARY = new ToPrimary();

    /** To the primary, as everything that is not proven to belong elsewhere. */
    record ToPrimary() implements Route {}

    /**
     * To the shadow, which answers the client.
     *
     * @param fallsBack whether the primary is asked instead where the shadow cannot answer
     */
    record ToShadow(boolean fallsBack) implements Route {}

    /**
     * To nobody: the proxy answers.
     *
     * @param reply without its ETX
     */
    record Refused(Payload reply) implements Route {}
}
