package org.paralux.qa.ask;

import java.nio.file.Path;
import java.time.Duration;
import org.paralux.luxi.HeapReply;
import org.paralux.proxy.shadow.Answer;
import org.paralux.proxy.shadow.DaemonPool;

/** A daemon behind a Unix socket, asked no faster than its pace. Thread-safe. */
public final class SocketDaemon implements Daemon {
    private final Path socket;
    private final Pacer pacer;
    private final int maxReplyBytes;
    private final DaemonPool pool;

    /**
     * A daemon that may be there or not.
     *
     * @param timeLimit for each reply
     * @param maxReplyBytes a longer reply is given up in the middle
     */
    public SocketDaemon(Path socket, Pacer pacer, Duration timeLimit, int maxReplyBytes) {
        this.socket = socket;
        this.pacer = pacer;
        this.maxReplyBytes = maxReplyBytes;
        pool = new DaemonPool(socket, timeLimit, System::nanoTime, () -> {});
    }

    @Override
    public Answer ask(HarmlessRequest request) throws InterruptedException {
        pacer.await();
        return pool.ask(request.payload(), () -> new HeapReply(maxReplyBytes));
    }

    @Override
    public Transcript converse(Conversation conversation) throws InterruptedException {
        for (int i = 0; i < conversation.frames().size(); i++) {
            pacer.await();
        }
        return new Player(socket).play(conversation);
    }

    @Override
    public boolean hasConnections() {
        return true;
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return socket.toString();
    }
}
