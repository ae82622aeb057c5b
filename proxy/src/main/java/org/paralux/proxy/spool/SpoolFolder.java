package org.paralux.proxy.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.paralux.audit.AuditSettings;

/**
 * The folder {@code spool} of the state directory, 0700. A file in it, 0600, loses its name as soon as it is open, so
 * that nobody else opens it, and nothing is left of it however the process ends. Thread-safe.
 */
final class SpoolFolder implements SpoolFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final AuditSettings.Floor floor;

    private SpoolFolder(Path path, AuditSettings.Floor floor) {
        this.path = path;
        this.floor = floor;
    }

    /** The folder, made where it is not there, without what a crash between two steps left in it. */
    static SpoolFolder open(Path stateDir, AuditSettings.Floor floor) throws IOException {
        Path path = stateDir.resolve("spool");
        if (!Files.isDirectory(path)) {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        Files.setPosixFilePermissions(path, FOLDER);
        try (Stream<Path> left = Files.list(path)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        return new SpoolFolder(path, floor);
    }

    @Override
    public FileChannel create() throws IOException {
        Path file = path.resolve(UUID.randomUUID().toString());
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(FILE));
        try {
            Files.delete(file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return channel;
    }

    @Override
    public boolean isFloorReached() throws IOException {
        FileStore store = Files.getFileStore(path);
        return floor.isReached(store.getUsableSpace(), store.getTotalSpace());
    }
}
