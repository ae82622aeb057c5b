package org.paralux.proxy.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.paralux.proxy.kernel.NativeFiles;

/** Whether two names in a folder can change places in one step. Tried, because kernels and file systems differ. */
public final class ExchangeProbe {
    private ExchangeProbe() {}

    /**
     * Tries it in a folder of its own inside {@code folder}, which it removes.
     *
     * @throws IOException when nothing can be made there
     */
    public static boolean isPossibleIn(Path folder) throws IOException {
        SocketNames names = SocketNames.of(folder.resolve("probe"));
        Path room = Files.createDirectory(
                names.room(names.newRoom()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path one = room.resolve("one");
        Path other = room.resolve("other");
        try {
            Files.createFile(one);
            Files.createFile(other);
            return NativeFiles.rename(one, other, NativeFiles.RENAME_EXCHANGE) == 0;
        } finally {
            Files.deleteIfExists(one);
            Files.deleteIfExists(other);
            Files.deleteIfExists(room);
        }
    }
}
