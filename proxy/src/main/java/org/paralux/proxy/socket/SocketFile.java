package org.paralux.proxy.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A socket as the file system shows it.
 *
 * @param device of the file system
 * @param inode with the device, which file it is, whatever its name
 * @param born when it was bound; tells it from an earlier file, gone by now, whose inode it was given
 * @param mode permission bits, for example 0660
 */
public record SocketFile(long device, long inode, Instant born, int mode, int uid, int gid) {
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
            attributes = Files.readAttributes(path, "unix:mode,ino,dev,uid,gid,creationTime", options);
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
                ((FileTime) Objects.requireNonNull(attributes.get("creationTime"))).toInstant(),
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
        return device == other.device && inode == other.inode && born.equals(other.born);
    }

    /** Whether the same users may connect. */
    public boolean hasAccessOf(SocketFile other) {
        return mode == other.mode && uid == other.uid && gid == other.gid;
    }

    /** This file, open to those to whom {@code other} is. */
    public SocketFile withAccessOf(SocketFile other) {
        return new SocketFile(device, inode, born, other.mode, other.uid, other.gid);
    }

    /** This file, of another owner. */
    public SocketFile ownedBy(int owner) {
        return new SocketFile(device, inode, born, mode, owner, gid);
    }

    /** Whether the group may all that the owner may. */
    public boolean groupMayWhatOwnerMay() {
        return (mode >> 3 & 7 & (mode >> 6 & 7)) == (mode >> 6 & 7);
    }
}
