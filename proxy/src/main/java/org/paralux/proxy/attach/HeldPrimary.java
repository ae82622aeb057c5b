package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Path;
import org.paralux.proxy.kernel.NativeFiles;
import org.paralux.proxy.socket.HeldSocket;
import org.paralux.proxy.socket.SocketFile;

/**
 * The daemon's socket, held by a descriptor, with a path that leads to it whatever its name is: so the way to the daemon
 * never depends on names in a folder where others may write, nor on the moment at which they change. A sentinel, a
 * connection that says nothing, tells when the daemon ends.
 *
 * <p>Belongs to the keeper's thread, but {@link #path} and {@link #close}.
 */
final class HeldPrimary implements Primary, AutoCloseable {
    private static final Path NOBODY = Path.of("/dev/null");

    private final int descriptor = NativeFiles.hold(NOBODY);
    private final Sentinel sentinel;

    /** @param onEnd is told when the daemon may have ended, on another thread */
    HeldPrimary(Runnable onEnd) {
        this.sentinel = new Sentinel(path(), onEnd);
    }

    /** Leads to the daemon at any time; to a refusal while none is known. */
    Path path() {
        return NativeFiles.pathOf(descriptor);
    }

    @Override
    public void is(Path name, SocketFile file) throws IOException {
        int next = NativeFiles.hold(name);
        if (next < 0) {
            throw new IOException(name + ": cannot be looked up (error " + -next + ")");
        }
        if (SocketFile.behind(NativeFiles.pathOf(next))
                .filter(file::isSameFileAs)
                .isEmpty()) {
            NativeFiles.close(next);
            throw new IOException(name + " was replaced this moment; it is looked at again");
        }
        NativeFiles.replace(next, descriptor);
        sentinel.renew();
    }

    @Override
    public boolean listens() {
        return sentinel.isUp();
    }

    @Override
    public void giveAccess(SocketFile model) {
        try (HeldSocket held = HeldSocket.heldBy(descriptor)) {
            held.give(model);
        } catch (IOException e) {
            // A user without privileges may not; then they differ.
        }
    }

    @Override
    public void close() {
        sentinel.close();
    }
}
