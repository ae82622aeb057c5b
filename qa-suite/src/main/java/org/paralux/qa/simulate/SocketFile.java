package org.paralux.qa.simulate;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** How each daemon puts its socket into the file system: masterd beside it and then over it, luxid in place. */
final class SocketFile {
    private SocketFile() {}

    /**
     * Listens on the path of {@code options}, and removes what was there, as the real daemons do.
     *
     * @throws FileAlreadyExistsException when that is no socket, which is left alone
     */
    static ServerSocketChannel listen(DaemonOptions options) throws IOException {
        Path path = options.socket();
        boolean free = Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
        if (!free && (Files.isRegularFile(path) || Files.isDirectory(path))) {
            throw new FileAlreadyExistsException(path.toString(), null, "not a socket (expected: a path to replace)");
        }
        return switch (options.style()) {
            case MASTERD -> {
                Path temporary =
                        path.resolveSibling("tmp" + UUID.randomUUID().toString().substring(0, 8));
                ServerSocketChannel server = bind(temporary, options);
                try {
                    Files.deleteIfExists(path);
                    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    server.close();
                    Files.deleteIfExists(temporary);
                    throw e;
                }
                yield server;
            }
            case LUXID -> {
                Files.deleteIfExists(path);
                yield bind(path, options);
            }
        };
    }

    private static ServerSocketChannel bind(Path path, DaemonOptions options) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path), options.backlog());
            Files.setPosixFilePermissions(path, options.socketMode());
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }
}
