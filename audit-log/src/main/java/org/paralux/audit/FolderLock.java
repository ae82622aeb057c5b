package org.paralux.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write to a folder, which one process has at a time: a lock on the file {@code lock} in it, which names
 * the holder's pid. The kernel lets go of it when the process ends, however it ends.
 *
 * <p>Within this process a set of folders stands before the file, because closing any channel on the file would let go
 * of the lock.
 */
public final class FolderLock implements Closeable {
    private static final Logger LOGGER = LoggerFactory.getLogger(FolderLock.class);
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel file;

    private FolderLock(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Takes the lock at once or not at all.
     *
     * @throws IOException that names the holder, when somebody else writes there
     */
    public static FolderLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD_HERE.add(real)) {
            throw inUse(folder, String.valueOf(ProcessHandle.current().pid()));
        }
        FileChannel file = null;
        try {
            file = OwnFiles.openOrCreate(real.resolve("lock"));
            FileLock lock = file.tryLock();
            if (lock == null) {
                throw inUse(folder, holder(file));
            }
            writeHolder(file);
            return new FolderLock(real, file);
        } catch (IOException e) {
            if (file != null) {
                file.close();
            }
            HELD_HERE.remove(real);
            throw e;
        }
    }

    /** A help to whoever is refused; on a full disk it is done without. */
    private static void writeHolder(FileChannel file) {
        String pid = ProcessHandle.current().pid() + "\n";
        try {
            file.truncate(0);
            file.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            LOGGER.atDebug().addKeyValue("reason", e.getMessage()).log("pid not written to the lock of the audit log");
        }
    }

    private static String holder(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        file.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
    }

    private static IOException inUse(Path folder, @Nullable String pid) {
        String holder = pid == null || pid.isEmpty() ? "another process" : "process " + pid;
        return new IOException(
                folder + ": in use by " + holder + " (expected: one writer; stop it or give another state directory)");
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
