package org.paralux.proxy.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A socket of ours behind a name: made where nobody sees it, known by its inode, and removed only while it is what the name
 * leads to.
 *
 * <p>Not thread-safe.
 */
public final class OwnSocket {
    private final Path path;
    private @Nullable SocketFile made;

    /** @throws IllegalArgumentException when a socket's name there would be too long */
    public OwnSocket(Path path) {
        PrivateRoom.requireFits(path);
        this.path = path;
    }

    /** Binds a socket, and gives it its mode and group. */
    @FunctionalInterface
    public interface Maker {
        void bindAt(Path path) throws IOException;
    }

    /**
     * Puts one in place of a stale one.
     *
     * @throws IOException when somebody listens there, something else is there, or it cannot be made
     */
    public void make(Maker maker) throws IOException {
        PrivateRoom.requireReplaceable(path);
        try (PrivateRoom room = PrivateRoom.beside(path)) {
            maker.bindAt(room.socket());
            made = SocketFile.at(room.socket()).orElseThrow();
            room.moveOut();
        }
    }

    /** Removes it, if it is still there. */
    public void remove() throws IOException {
        SocketFile ours = made;
        if (ours != null && SocketFile.at(path).filter(ours::isSameFileAs).isPresent()) {
            Files.delete(path);
        }
    }
}
