package org.paralux.proxy.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The pages that watch. Each gets the state once a second; one that does not keep up misses some. Belongs to the server's
 * event loop.
 */
final class StateStreams {
    static final int MOST = 32;

    private static final byte[] BEFORE = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "\n\n".getBytes(StandardCharsets.UTF_8);

    private final Supplier<byte[]> state;
    private final Map<Channel, BooleanSupplier> watching = new HashMap<>();

    StateStreams(Supplier<byte[]> state) {
        this.state = state;
    }

    boolean isFull() {
        return watching.size() >= MOST;
    }

    /**
     * Begins a stream, and sends the state at once.
     *
     * @param mayWatch asked before each state; the stream ends when it says no
     */
    void begin(Channel channel, BooleanSupplier mayWatch) {
        channel.write(Responses.events());
        channel.writeAndFlush(event(state.get()));
        watching.put(channel, mayWatch);
        channel.closeFuture().addListener(_ -> watching.remove(channel));
    }

    /** Once a second. */
    void tick() {
        if (watching.isEmpty()) {
            return;
        }
        byte[] now = state.get();
        Map.copyOf(watching).forEach((channel, mayWatch) -> {
            if (!mayWatch.getAsBoolean()) {
                channel.close();
            } else if (channel.isWritable()) {
                channel.writeAndFlush(event(now));
            }
        });
    }

    /** JSON on one line needs no more than that. */
    private static DefaultHttpContent event(byte[] json) {
        ByteBuf event = Unpooled.wrappedBuffer(BEFORE, json, AFTER);
        return new DefaultHttpContent(event);
    }
}
