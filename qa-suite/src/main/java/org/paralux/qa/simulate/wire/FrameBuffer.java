package org.paralux.qa.simulate.wire;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Framing;
import org.paralux.luxi.Payload;

/** Puts frames together from bytes as they come in. Each byte is searched once. Not thread-safe. */
public final class FrameBuffer {
    private static final int FIRST_CAPACITY = 4096;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int start;
    private int searched;
    private int end;

    /** Takes all of {@code source}. */
    public void append(ByteBuffer source) {
        int length = source.remaining();
        if (end + length > bytes.length) {
            makeRoom(length);
        }
        source.get(bytes, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        int kept = end - start;
        byte[] roomier = kept + length > bytes.length / 2 ? new byte[Math.max(bytes.length * 2, kept + length)] : bytes;
        System.arraycopy(bytes, start, roomier, 0, kept);
        bytes = roomier;
        searched -= start;
        start = 0;
        end = kept;
    }

    /** The next complete frame's payload, or null while there is none. */
    public @Nullable Payload next() {
        while (searched < end) {
            if (bytes[searched++] == Framing.ETX) {
                Payload payload = Payload.copyOf(bytes, start, searched - 1 - start);
                start = searched;
                return payload;
            }
        }
        return null;
    }

    /** How many bytes belong to no complete frame yet. */
    public int pendingBytes() {
        return end - start;
    }
}
