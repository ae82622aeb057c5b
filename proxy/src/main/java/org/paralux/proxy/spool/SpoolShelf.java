package org.paralux.proxy.spool;

import java.util.ArrayList;
import java.util.List;
import org.paralux.luxi.ReplyBuffer;

/**
 * Where the replies lie that one trial asks for: short ones on the heap, longer ones in the spool, from where they are
 * given back together. Who asks a daemon may wait, so the disk is written at once.
 *
 * <p>Thread-safe; its buffers are not.
 */
public final class SpoolShelf implements AutoCloseable {
    private final Spool spool;
    private final int maxReplyBytes;
    private final List<SpoolFile> files = new ArrayList<>();
    private boolean closed;

    SpoolShelf(Spool spool, int maxReplyBytes) {
        this.spool = spool;
        this.maxReplyBytes = maxReplyBytes;
    }

    public ReplyBuffer newReply() {
        return new SpoolingReply(this, spool.fromBytes(), maxReplyBytes);
    }

    synchronized SpoolFile newFile() throws SpoolException {
        if (closed) {
            throw new SpoolException("the trial is over");
        }
        SpoolFile file = spool.newFile();
        files.add(file);
        return file;
    }

    /** Nobody reads its replies any more. */
    @Override
    public synchronized void close() {
        closed = true;
        files.forEach(SpoolFile::close);
        files.clear();
    }
}
