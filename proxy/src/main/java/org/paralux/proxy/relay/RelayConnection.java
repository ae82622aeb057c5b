package org.paralux.proxy.relay;

import io.netty.channel.EventLoop;
import java.util.stream.Stream;
import org.paralux.proxy.tee.Body;

/** A client and what is done for it. All but {@link #loop} is called on its event loop. */
sealed interface RelayConnection permits Connection, RoutedConnection {
    EventLoop loop();

    /** The complete requests that were forwarded and have no complete reply yet, oldest first. */
    Stream<Body> openRequests();

    /** Ends it, once what was written is out. The first reason counts. */
    void end(CloseReason why);
}
