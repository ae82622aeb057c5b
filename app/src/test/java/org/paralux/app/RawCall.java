package org.paralux.app;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.paralux.luxi.Framing;
import org.paralux.luxi.Payload;

/** A client that costs one descriptor and no memory, so that a test can have thousands. It waits without a limit. */
final class RawCall implements AutoCloseable {
    private final SocketChannel channel;

    private RawCall(SocketChannel channel) {
        this.channel = channel;
    }

    /** Waits in the backlog where there is room in it. */
    static RawCall connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new RawCall(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Payload call(Payload request) throws IOException {
        send(request);
        return receive();
    }

    void send(Payload request) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(request.toFrame());
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    Payload receive() throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer.clear()) >= 0) {
            int last = buffer.position() - 1;
            if (buffer.get(last) == Framing.ETX) {
                reply.write(buffer.array(), 0, last);
                return Payload.wrap(reply.toByteArray());
            }
            reply.write(buffer.array(), 0, last + 1);
        }
        throw new EOFException("closed after " + reply.size() + " bytes of a reply");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
