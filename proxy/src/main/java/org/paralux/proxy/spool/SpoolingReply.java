package org.paralux.proxy.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.HeapReply;
import org.paralux.luxi.Payload;
import org.paralux.luxi.ReplyBuffer;
import org.paralux.luxi.ReplyTooLargeException;

/** One reply, on the heap until it is too long for that. Not thread-safe. */
final class SpoolingReply implements ReplyBuffer {
    private final SpoolShelf shelf;
    private final int memoryBytes;
    private final int maxReplyBytes;
    private HeapReply beginning;
    private @Nullable SpoolFile file;
    private int length;

    SpoolingReply(SpoolShelf shelf, int memoryBytes, int maxReplyBytes) {
        this.shelf = shelf;
        this.memoryBytes = memoryBytes;
        this.maxReplyBytes = maxReplyBytes;
        this.beginning = new HeapReply(memoryBytes);
    }

    @Override
    public void append(ByteBuffer part) throws IOException {
        if (part.remaining() > maxReplyBytes - length) {
            throw new ReplyTooLargeException(maxReplyBytes);
        }
        length += part.remaining();
        if (length <= memoryBytes) {
            beginning.append(part);
        } else {
            file().append(part);
        }
    }

    private SpoolFile file() throws SpoolException {
        SpoolFile open = file;
        if (open == null) {
            open = shelf.newFile();
            open.append(beginning.payload().asByteBuffer());
            beginning = new HeapReply(0);
            file = open;
        }
        return open;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public Payload payload() throws SpoolException {
        return file == null ? beginning.payload() : file.map();
    }
}
