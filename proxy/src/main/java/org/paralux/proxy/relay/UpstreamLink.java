package org.paralux.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.tee.Answerer;

/**
 * A {@link RoutedConnection}'s way to one daemon: connected when first needed, and again after its end. Belongs to the
 * connection's event loop.
 */
final class UpstreamLink {
    private final Answerer daemon;
    private final UpstreamConnector connector;
    private final Listener listener;
    private @Nullable Leg leg;
    private boolean connecting;
    private boolean answered;

    /** Is told what comes of a link; of one that was left, nothing. */
    interface Listener {
        boolean isWanted();

        void connected(UpstreamLink link);

        void failed(UpstreamLink link, boolean busy);

        /** Takes {@code bytes}. */
        void received(UpstreamLink link, ByteBuf bytes);

        /** The daemon ended its side, or the socket is closed. */
        void ended(UpstreamLink link);

        void writabilityChanged(UpstreamLink link);
    }

    UpstreamLink(Answerer daemon, UpstreamConnector connector, Listener listener) {
        this.daemon = daemon;
        this.connector = connector;
        this.listener = listener;
    }

    Answerer daemon() {
        return daemon;
    }

    /** Takes over a socket that is connected already. */
    void adopt(Leg connected) {
        leg = connected;
        LegHandler.handOver(connected.channel(), new Events(connected));
    }

    /** Whether something can be sent now. */
    boolean isReady() {
        Leg open = leg;
        return open != null && open.isOpen() && !open.outputEnded() && !open.inputEnded();
    }

    /** Whether this socket has answered before: then its end may be nothing but an idle limit. */
    boolean hasAnswered() {
        return answered;
    }

    void noteAnswered() {
        answered = true;
    }

    /** Begins to connect, unless that is under way. */
    void connect(EventLoop loop) {
        if (connecting) {
            return;
        }
        connecting = true;
        Pending pending = new Pending();
        connector.connect(loop, () -> LegHandler.ofUpstream(daemon.word(), pending), listener::isWanted, pending);
    }

    /** Takes {@code bytes}. */
    void write(ByteBuf bytes) {
        Leg open = leg;
        if (open == null) {
            bytes.release();
        } else {
            open.write(bytes);
        }
    }

    boolean isWritable() {
        Leg open = leg;
        return open != null && open.channel().isWritable();
    }

    void read(boolean wanted) {
        Leg open = leg;
        if (open != null && open.isOpen()) {
            open.read(wanted);
        }
    }

    /** Gives the socket up; nothing more is told of it. */
    void leave() {
        Leg open = leg;
        leg = null;
        answered = false;
        if (open != null && open.isOpen()) {
            open.closeWhenWritten();
        }
    }

    /** Before the socket is there, nothing can happen on it but its end. */
    private final class Pending implements UpstreamConnector.Outcome, LegEvents {
        @Override
        public void connected(EpollDomainSocketChannel channel) {
            connecting = false;
            if (!listener.isWanted()) {
                channel.close();
                return;
            }
            adopt(new Leg(channel));
            listener.connected(UpstreamLink.this);
        }

        @Override
        public void failed(boolean busy, Throwable cause) {
            connecting = false;
            listener.failed(UpstreamLink.this, busy);
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        public void onInputEnd() {}

        @Override
        public void onWriteFailed() {}

        @Override
        public void onWritabilityChanged() {}

        @Override
        public void onClosed() {}
    }

    private final class Events implements LegEvents {
        private final Leg own;

        Events(Leg own) {
            this.own = own;
        }

        private boolean isCurrent() {
            return leg == own;
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            if (isCurrent()) {
                listener.received(UpstreamLink.this, bytes);
            } else {
                bytes.release();
            }
        }

        @Override
        public void onInputEnd() {
            if (isCurrent() && !own.inputEnded()) {
                own.noteInputEnded();
                listener.ended(UpstreamLink.this);
            }
        }

        /** Its reply may still come, so that it is read to its end. */
        @Override
        public void onWriteFailed() {
            own.noteOutputEnded();
        }

        @Override
        public void onWritabilityChanged() {
            if (isCurrent()) {
                listener.writabilityChanged(UpstreamLink.this);
            }
        }

        @Override
        public void onClosed() {
            if (isCurrent()) {
                own.noteInputEnded();
                listener.ended(UpstreamLink.this);
            }
        }
    }
}
