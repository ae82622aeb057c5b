package org.paralux.proxy.listener;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.proxy.relay.Relay;

/**
 * The name that clients connect to, and the socket of ours that is behind it.
 *
 * <p>A socket is bound in a private folder beside the name, gets the primary's mode and owner there, and is then renamed
 * over the name: so it is never wider than the primary's, clients never see it half-made, and nothing live is unlinked
 * (binding on the name itself would do that, and closing the socket once more). "Ours" is the inode that we bound.
 *
 * <p>Not thread-safe; belongs to the keeper's thread.
 */
final class ListenPath {
    /** What {@code sun_path} holds without its terminating zero. */
    static final int MAX_SOCKET_PATH_BYTES = 107;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final Path folder;
    private @Nullable SocketFile ours;

    /** @throws IllegalArgumentException when a socket's name there would be too long */
    ListenPath(Path path) {
        this.path = path.toAbsolutePath();
        Path parent = this.path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("listen: " + path + " (expected: a path with a folder)");
        }
        this.folder = parent;
        requireFits(this.path);
        requireFits(privateSocket("00000000"));
    }

    static void requireFits(Path socket) {
        int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_SOCKET_PATH_BYTES) {
            throw new IllegalArgumentException("socket path: " + bytes + " bytes in " + socket + " (expected: <= "
                    + MAX_SOCKET_PATH_BYTES + "; use a shorter folder)");
        }
    }

    private Path privateSocket(String random) {
        return folder.resolve(".paralux-" + random).resolve("s");
    }

    /**
     * Puts a new listening socket behind the name, with the mode, owner and group of {@code model}.
     *
     * @throws IOException when somebody else listens there, or the socket cannot be made; then nothing has changed
     */
    Channel show(Relay relay, SocketFile model) throws IOException {
        try (FileChannel lockFile = lockFile();
                FileLock _ = lockFile.lock()) {
            requireFree();
            byte[] random = new byte[4];
            RANDOM.nextBytes(random);
            Path socket = privateSocket(HexFormat.of().formatHex(random));
            Path room = socket.getParent();
            Files.createDirectory(room, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Channel listener = null;
            try {
                listener = relay.listen(socket);
                model.imposeOn(socket);
                ours = SocketFile.at(socket).orElseThrow();
                Files.move(socket, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return listener;
            } catch (IOException | RuntimeException e) {
                if (listener != null) {
                    listener.close().awaitUninterruptibly();
                }
                throw e;
            } finally {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(room);
            }
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(
                folder.resolve("." + path.getFileName() + ".paralux-lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    /** A stale socket may be replaced, and so may ours; a live one may not. */
    private void requireFree() throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new IOException(path + " is a link (expected: a socket or nothing); name the socket itself");
        }
        Optional<SocketFile> there = SocketFile.at(path);
        if (there.isEmpty() || isOurs(there.get())) {
            return;
        }
        try (Probe probe = Probe.of(path)) {
            if (probe.listening()) {
                throw new IOException(
                        path + " is in use: somebody listens there; stop that program or choose another path");
            }
        }
    }

    private boolean isOurs(SocketFile file) {
        return ours != null && ours.isSameFileAs(file);
    }

    /** Removes the name, if what is there is ours. */
    void remove() throws IOException {
        try (FileChannel lockFile = lockFile();
                FileLock _ = lockFile.lock()) {
            Optional<SocketFile> there = SocketFile.at(path);
            if (there.isPresent() && isOurs(there.get())) {
                Files.delete(path);
            }
        }
    }
}
