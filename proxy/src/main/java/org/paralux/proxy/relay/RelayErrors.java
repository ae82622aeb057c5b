package org.paralux.proxy.relay;

import io.netty.channel.Channel;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where errors of a channel end. */
final class RelayErrors {
    private static final Logger LOGGER = LoggerFactory.getLogger(RelayErrors.class);

    private RelayErrors() {}

    /** An I/O error is one side leaving, which the channel reports as its end too; anything else is a bug. */
    static void caught(Channel channel, String leg, Throwable cause) {
        if (cause instanceof IOException) {
            LOGGER.atDebug().addKeyValue("leg", leg).setCause(cause).log("connection broke");
            return;
        }
        LOGGER.atError().addKeyValue("leg", leg).setCause(cause).log("unexpected error, closing the connection");
        channel.close();
    }
}
