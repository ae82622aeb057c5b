package org.paralux.proxy.relay;

import org.jspecify.annotations.Nullable;
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
     * @param as what is sent in place of the request, without its ETX; null where it goes as it came
     */
    record ToShadow(boolean fallsBack, @Nullable Payload as) implements Route {}

    /**
     * To nobody: the proxy answers.
     *
     * @param reply without its ETX
     */
    record Refused(Payload reply) implements Route {}
}
