package org.paralux.proxy.tee;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.paralux.luxi.Payload;

/** Keeps the two ends of a content as it passes. Belongs to one event loop. */
final class EndsBuilder {
    static final int HEAD_BYTES = 4096;
    static final int TAIL_BYTES = 256;

    private final byte[] head;
    private int headBytes;
    private long length;

    /** The last bytes passed, as a ring: byte {@code i} of the content is at {@code i} modulo its length. */
    private final byte[] tail = new byte[TAIL_BYTES];

    /** @param begun the first {@code bytes} of the content */
    EndsBuilder(byte[] begun, int bytes) {
        head = Arrays.copyOf(begun, HEAD_BYTES);
        headBytes = Math.min(bytes, HEAD_BYTES);
        length = bytes;
        for (int i = Math.max(0, bytes - TAIL_BYTES); i < bytes; i++) {
            tail[i % TAIL_BYTES] = begun[i];
        }
    }

    void append(ByteBuf source, int index, int bytes) {
        int headRoom = Math.min(bytes, HEAD_BYTES - headBytes);
        if (headRoom > 0) {
            source.getBytes(index, head, headBytes, headRoom);
            headBytes += headRoom;
        }
        for (int i = Math.max(0, bytes - TAIL_BYTES); i < bytes; i++) {
            tail[(int) ((length + i) % TAIL_BYTES)] = source.getByte(index + i);
        }
        length += bytes;
    }

    Body.Ends build() {
        int tailBytes = (int) Math.min(length, TAIL_BYTES);
        byte[] ordered = new byte[tailBytes];
        for (int i = 0; i < tailBytes; i++) {
            ordered[i] = tail[(int) ((length - tailBytes + i) % TAIL_BYTES)];
        }
        return new Body.Ends(length, Payload.wrap(Arrays.copyOf(head, headBytes)), Payload.wrap(ordered));
    }
}
