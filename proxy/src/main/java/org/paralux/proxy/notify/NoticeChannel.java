package org.paralux.proxy.notify;

import java.io.IOException;

/** A way to people. */
@FunctionalInterface
public interface NoticeChannel {
    /**
     * Sends one notice, within a time limit of its own. On the notifier's thread.
     *
     * @param json see {@link Notice#toJson}
     * @throws IOException when it did not arrive
     */
    void send(String json) throws IOException, InterruptedException;
}
