package org.paralux.proxy.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A socket as the file system shows it.
 *
 * @param device of the file system
 * @param inode with the device, which file it is, whatever its name
 * @param mode permission bits, for example 0660
 */
public record SocketFile(long device, long inode, int mode, int uid, int gid) {
    private static final int TYPE_MASK = 0170000;
    private static final int SOCKET_TYPE = 0140000;
    private static final int PERMISSIONS = 07777;

    /** The socket at {@code path} itself, or behind it where it is a link; empty where nothing is. */
    public static Optional<SocketFile> behind(Path path) throws IOException {
        return read(path);
    }

    /** The socket at {@code path}, not followed where it is a link; empty where nothing is. */
    public static Optional<SocketFile> at(Path path) throws IOException {
        return read(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<SocketFile> read(Path path, LinkOption... options) throws IOException {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(path, "unix:mode,ino,dev,uid,gid", options);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int mode = intOf(attributes, "mode");
        if ((mode & TYPE_MASK) != SOCKET_TYPE) {
            throw new IOException(path + " is no socket (expected: a Unix socket, or nothing); choose another path");
        }
        return Optional.of(new SocketFile(
                longOf(attributes, "dev"),
                longOf(attributes, "ino"),
                mode & PERMISSIONS,
                intOf(attributes, "uid"),
                intOf(attributes, "gid")));
    }

    private static int intOf(Map<String, Object> attributes, String name) {
        return Math.toIntExact(longOf(attributes, name));
    }

    private static long longOf(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name), name)).longValue();
    }

    public boolean isSameFileAs(SocketFile other) {
        return device == other.device && inode == other.inode;
    }

    /** Gives {@code path}, which only we can reach, the mode, owner and group of this socket. */
    public void imposeOn(Path path) throws IOException {
        SocketFile now = at(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
        try {
            if (now.gid != gid) {
                Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            }
            if (now.uid != uid) {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new IOException(
                    "cannot give the listening socket the primary's owner " + uid + ":" + gid + " (" + e.getMessage()
                            + "); run as root, or as that user and a member of that group",
                    e);
        }
        Files.setAttribute(path, "unix:mode", mode);
    }
}
