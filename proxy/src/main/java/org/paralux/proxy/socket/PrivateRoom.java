package org.paralux.proxy.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.paralux.proxy.kernel.FaultPoint;

/**
 * A folder of mode 0700 beside a path, in which a socket is bound and made ready, and from which it is then renamed over
 * the path. So clients never see it half-made, it is never wider than it should be, and nothing live is unlinked (binding
 * on the path itself would do that, and closing the socket once more).
 */
public final class PrivateRoom implements AutoCloseable {
    /** What {@code sun_path} holds without its terminating zero. */
    private static final int MAX_SOCKET_PATH_BYTES = 107;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path socket;
    private final Path target;

    private PrivateRoom(Path socket, Path target) {
        this.socket = socket;
        this.target = target;
    }

    /**
     * Makes the folder.
     *
     * @throws IOException when that fails, or when something is at {@code target} that must not be replaced
     */
    public static PrivateRoom beside(Path target) throws IOException {
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        Path socket = socketBeside(target, HexFormat.of().formatHex(random));
        FaultPoint.pass("make a room");
        Files.createDirectory(folderOf(socket), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        return new PrivateRoom(socket, target);
    }

    private static Path socketBeside(Path target, String random) {
        return folderOf(target).resolve(".paralux-" + random).resolve("s");
    }

    private static Path folderOf(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("socket: " + path + " (expected: a path with a folder)");
        }
        return folder;
    }

    /**
     * Checks that a socket can be bound for {@code target}.
     *
     * @throws IllegalArgumentException when a name would be too long
     */
    public static void requireFits(Path target) {
        requireBindable(target);
        requireBindable(socketBeside(target, "00000000"));
    }

    /**
     * Checks that {@code socket} can be an address.
     *
     * @throws IllegalArgumentException when it is too long
     */
    public static void requireBindable(Path socket) {
        int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_SOCKET_PATH_BYTES) {
            throw new IllegalArgumentException("socket path: " + bytes + " bytes in " + socket + " (expected: <= "
                    + MAX_SOCKET_PATH_BYTES + "; use a shorter folder)");
        }
    }

    /**
     * Checks that nothing is lost when {@code path} is replaced: a stale socket may be, a live one may not, nor a link or
     * any other file.
     *
     * @throws IOException in one line that says what is there
     */
    public static void requireReplaceable(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException(path + " is a link (expected: a socket or nothing); name the socket itself");
        }
        Optional<SocketFile> there = SocketFile.at(path);
        if (there.isEmpty()) {
            return;
        }
        try (Probe probe = Probe.of(path)) {
            if (probe.listening()) {
                throw new IOException(
                        path + " is in use: somebody listens there; stop that program or choose another path");
            }
        }
    }

    /** Where to bind. */
    public Path socket() {
        return socket;
    }

    /** Renames the socket over the path. */
    public void moveOut() throws IOException {
        FaultPoint.pass("move out");
        Files.move(socket, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the folder, and a socket that was not moved out. */
    @Override
    public void close() throws IOException {
        FaultPoint.pass("empty a room");
        Files.deleteIfExists(socket);
        FaultPoint.pass("remove a room");
        Files.deleteIfExists(folderOf(socket));
    }
}
