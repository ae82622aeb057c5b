package org.paralux.audit.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What the writer asks of the disk that a disk can refuse: full and failing disks are simulated here. */
interface EvidenceDisk {
    EvidenceDisk REAL = new RealEvidenceDisk();

    /** Makes a file, 0600 and forced to the disk. */
    void create(Path file, byte[] content) throws IOException;

    /** Bytes free to users other than root. */
    long freeBytes(Path folder) throws IOException;

    long totalBytes(Path folder) throws IOException;
}

/** The operating system's files. */
final class RealEvidenceDisk implements EvidenceDisk {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    @Override
    public void create(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(FILE))) {
            Files.setPosixFilePermissions(file, FILE);
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    @Override
    public long freeBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public long totalBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getTotalSpace();
    }
}
