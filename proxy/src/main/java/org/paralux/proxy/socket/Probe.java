package org.paralux.proxy.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.kernel.NativeFiles;

/** One attempt to connect to a Unix socket, to see whether somebody listens. */
public final class Probe implements AutoCloseable {
    private final @Nullable SocketChannel channel;
    private final boolean listening;

    private Probe(@Nullable SocketChannel channel, boolean listening) {
        this.channel = channel;
        this.listening = listening;
    }

    /**
     * Never blocks: a full backlog is told at once, and means that somebody listens. Where there is no descriptor to try
     * with, somebody is taken to listen.
     */
    public static Probe of(Path socket) {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            return new Probe(null, true);
        }
        try {
            channel.configureBlocking(false);
            boolean connected = channel.connect(UnixDomainSocketAddress.of(socket));
            if (connected) {
                channel.configureBlocking(true);
                return new Probe(channel, true);
            }
            channel.close();
            return new Probe(null, true);
        } catch (ConnectException e) {
            closeQuietly(channel);
            return new Probe(null, false);
        } catch (IOException e) {
            closeQuietly(channel);
            return new Probe(null, isBusy(socket));
        }
    }

    /** Java tells of a full backlog and of a name that is not there by one exception, with words for people. */
    private static boolean isBusy(Path socket) {
        int listener = NativeFiles.listenerAt(socket);
        return listener >= 0 || listener == -NativeFiles.EAGAIN;
    }

    public boolean listening() {
        return listening;
    }

    /** The connection, in blocking mode; null where nobody listens, or where the backlog is full. */
    public @Nullable SocketChannel connection() {
        return channel;
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nothing was sent on it.
        }
    }
}
