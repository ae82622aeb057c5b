package org.paralux.luxi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A reply on the heap. */
public final class HeapReply implements ReplyBuffer {
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param maxBytes of a reply; a longer one is given up */
    public HeapReply(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void append(ByteBuffer part) throws ReplyTooLargeException {
        if (part.remaining() > maxBytes - bytes.size()) {
            throw new ReplyTooLargeException(maxBytes);
        }
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
    }

    @Override
    public int length() {
        return bytes.size();
    }

    @Override
    public Payload payload() {
        return Payload.wrap(bytes.toByteArray());
    }
}
