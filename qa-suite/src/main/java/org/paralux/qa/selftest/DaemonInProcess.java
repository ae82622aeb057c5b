package org.paralux.qa.selftest;

import org.paralux.luxi.Payload;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.ask.Conversation;
import org.paralux.qa.ask.Daemon;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Time;
import org.paralux.qa.ask.Transcript;
import org.paralux.qa.simulate.DirectDaemon;

/** An embedded daemon that is asked without a socket. Belongs to one thread. */
final class DaemonInProcess implements Daemon {
    private final DirectDaemon daemon;
    private final Time time;

    DaemonInProcess(DirectDaemon daemon, Time time) {
        this.daemon = daemon;
        this.time = time;
    }

    @Override
    public Answer ask(HarmlessRequest request) throws InterruptedException {
        long asked = time.nanos();
        Payload reply = daemon.reply(request.payload());
        return reply == null ? new Answer.Failed("no reply") : new Answer.Replied(reply, asked, time.nanos());
    }

    @Override
    public Transcript converse(Conversation conversation) {
        throw new UnsupportedOperationException("a daemon without connections");
    }

    @Override
    public boolean hasConnections() {
        return false;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
