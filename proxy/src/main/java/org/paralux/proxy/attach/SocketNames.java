package org.paralux.proxy.attach;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.paralux.proxy.socket.PrivateRoom;

/**
 * The names that belong to one socket of a daemon, all in its folder.
 *
 * @param socket where clients connect
 * @param primary where the daemon's own socket is while ours has its place
 */
public record SocketNames(Path socket, Path primary) {
    /** The one name in a room. */
    static final String IN_ROOM = "s";

    private static final String ROOM_PREFIX = ".paralux-";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int HALF = 1 << 16;

    /**
     * The names of a socket, which need not be there.
     *
     * @throws IllegalArgumentException when one of the names would be too long for a socket
     */
    public static SocketNames of(Path socket) {
        Path absolute = socket.toAbsolutePath().normalize();
        Path name = Objects.requireNonNull(absolute.getFileName(), "socket: / (expected: a path with a folder)");
        SocketNames names = new SocketNames(absolute, absolute.resolveSibling(name + ".primary"));
        PrivateRoom.requireBindable(names.primary);
        PrivateRoom.requireFits(absolute);
        return names;
    }

    public Path folder() {
        return Objects.requireNonNull(socket.getParent());
    }

    /** A folder that only we may enter, in which a socket is made ready. */
    Path room(String random) {
        return folder().resolve(ROOM_PREFIX + random);
    }

    /** The one name in it. */
    Path inRoom(String random) {
        return room(random).resolve(IN_ROOM);
    }

    /** The random part of a room's name that is not there yet, by all odds. Half of it tells whose lock it belongs to. */
    String newRoom() {
        return owner() + String.format("%04x", RANDOM.nextInt(HALF));
    }

    private String owner() {
        return String.format("%04x", String.valueOf(socket.getFileName()).hashCode() & HALF - 1);
    }

    /** Whether a name in the folder is that of a room made under the lock of this socket. */
    boolean isOwnRoom(Path name) {
        return isRoom(name) && String.valueOf(name.getFileName()).startsWith(ROOM_PREFIX + owner());
    }

    /** Whether a name in the folder is that of such a room, perhaps one that was left over. */
    public static boolean isRoom(Path name) {
        return String.valueOf(name.getFileName()).matches("\\.paralux-[0-9a-f]{8}");
    }
}
