package org.paralux.qa.ask;

import org.paralux.proxy.shadow.Answer;

/** One of the two daemons under test. Thread-safe unless it says otherwise. */
public interface Daemon extends AutoCloseable {
    /** Puts one request, on a connection that others have used or will use. */
    Answer ask(HarmlessRequest request) throws InterruptedException;

    /** Plays a conversation on a connection of its own. */
    Transcript converse(Conversation conversation) throws InterruptedException;

    /** Whether conversations can be played at all; where not, none may be begun. */
    boolean hasConnections();

    @Override
    void close();
}
