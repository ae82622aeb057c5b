package org.paralux.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the writer asks of the disk that a disk can refuse or take its time over: full, failing and slow disks are
 * simulated here.
 */
interface Disk {
    Disk REAL = new RealDisk();

    /** The file, made where it is not there, to be written from {@code size} on; what lies behind that is cut off. */
    Output open(Path file, long size) throws IOException;

    /** Bytes free to users other than root. */
    long freeBytes(Path folder) throws IOException;

    long totalBytes(Path folder) throws IOException;

    /** An open file. */
    interface Output extends Closeable {
        /** Writes all that remains in {@code bytes}. After a failure some of it may have been written. */
        void write(ByteBuffer bytes) throws IOException;

        void force() throws IOException;
    }
}

/** The operating system's files. */
final class RealDisk implements Disk {
    @Override
    public Output open(Path file, long size) throws IOException {
        boolean isNew = !Files.exists(file);
        FileChannel channel = isNew ? OwnFiles.create(file) : FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            channel.truncate(size);
            channel.position(size);
            if (isNew) {
                OwnFiles.force(file.resolveSibling("."));
            }
            return new ChannelOutput(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public long freeBytes(Path folder) throws IOException {
        return store(folder).getUsableSpace();
    }

    @Override
    public long totalBytes(Path folder) throws IOException {
        return store(folder).getTotalSpace();
    }

    private static FileStore store(Path folder) throws IOException {
        return Files.getFileStore(folder);
    }

    private record ChannelOutput(FileChannel channel) implements Output {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
