package org.paralux.proxy.listener;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.kernel.FaultPoint;
import org.paralux.proxy.kernel.NativeFiles;
import org.paralux.proxy.relay.Relay;
import org.paralux.proxy.socket.HeldSocket;
import org.paralux.proxy.socket.PathLock;
import org.paralux.proxy.socket.PrivateRoom;
import org.paralux.proxy.socket.SocketFile;

/**
 * The name that clients connect to, and the socket of ours that is behind it. "Ours" is the inode that we bound. Each
 * step runs under a lock file beside the name.
 *
 * <p>Not thread-safe; belongs to the keeper's thread.
 */
final class ListenPath {
    private final Path path;
    private final long over;
    private volatile @Nullable SocketFile ours;

    /**
     * @param over the pid of a process of ours that may be listening there, and is replaced; 0 for none
     * @throws IllegalArgumentException when a socket's name there would be too long
     */
    ListenPath(Path path, long over) {
        this.over = over;
        this.path = path.toAbsolutePath();
        PrivateRoom.requireFits(this.path);
    }

    /**
     * Puts a new listening socket behind the name, with the mode, owner and group of {@code model}.
     *
     * @throws IOException when somebody else listens there, or the socket cannot be made; then nothing has changed
     */
    Channel show(Relay relay, SocketFile model) throws IOException {
        try (PathLock _ = PathLock.beside(path)) {
            requireFree();
            Channel listener = null;
            try (PrivateRoom room = PrivateRoom.beside(path)) {
                listener = relay.listen(room.socket());
                try (HeldSocket bound = HeldSocket.at(room.socket())) {
                    bound.give(model);
                    ours = bound.file();
                }
                room.moveOut();
                return listener;
            } catch (IOException | RuntimeException e) {
                if (listener != null) {
                    listener.close().awaitUninterruptibly();
                }
                throw e;
            }
        }
    }

    /**
     * Checks that the name can be taken.
     *
     * @throws IOException in one line that says what is there
     */
    void requireFree() throws IOException {
        if (!isOurs() && (over == 0 || NativeFiles.listenerAt(path) != over)) {
            PrivateRoom.requireReplaceable(path);
        }
    }

    private boolean isOurs() throws IOException {
        SocketFile last = ours;
        return last != null && SocketFile.at(path).filter(last::isSameFileAs).isPresent();
    }

    /** Whether somebody else has the name that was ours. */
    boolean isAnothers() {
        SocketFile last = ours;
        try {
            return last != null
                    && SocketFile.at(path)
                            .filter(there -> !last.isSameFileAs(there))
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes the name, if what is there is ours. */
    void remove() throws IOException {
        if (ours == null) {
            return;
        }
        try (PathLock _ = PathLock.beside(path)) {
            if (isOurs()) {
                FaultPoint.pass("remove the socket");
                Files.delete(path);
            }
        }
    }
}
