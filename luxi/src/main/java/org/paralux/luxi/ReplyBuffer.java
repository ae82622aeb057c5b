package org.paralux.luxi;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Collects the content of one reply as it comes. Not thread-safe. */
public interface ReplyBuffer {
    /**
     * Takes all that remains in {@code part}.
     *
     * @throws ReplyTooLargeException when no reply may be that long
     * @throws IOException when it cannot be kept
     */
    void append(ByteBuffer part) throws IOException;

    /** How many bytes have come. */
    int length();

    /** What has come; nothing is appended afterwards. */
    Payload payload() throws IOException;
}
