package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The disk below one folder of a proxy, and what can happen to it. */
sealed interface TestDisk extends AutoCloseable permits SmallDisk, PlainFolder {
    /** A disk of its own where one can be mounted, and else the folder as it is, within limits of the process. */
    static TestDisk on(Path folder) throws IOException {
        try {
            return SmallDisk.inMemory(folder);
        } catch (IOException nobodyMayMount) {
            return new PlainFolder(folder);
        }
    }

    /** A device of its own, which really freezes, for root; for others a disk that is too slow for the traffic. */
    static TestDisk thatFreezes(Path folder) throws IOException {
        try {
            return SmallDisk.onDevice(folder);
        } catch (IOException nobodyMayMount) {
            return new PlainFolder(folder);
        }
    }

    /** The program that takes another one to where the disk is seen. */
    List<String> inside();

    /** Where a path of those inside is seen from outside. */
    Path seen(Path path);

    /** From now on {@code pid} finds no room. */
    void fill(long pid) throws IOException, InterruptedException;

    void clear(long pid) throws IOException, InterruptedException;

    /** From now on no file is opened there for writing; those that are open go on. */
    void makeReadOnly() throws IOException, InterruptedException;

    void makeWritable() throws IOException, InterruptedException;

    /** From now on whoever writes waits. */
    void freeze() throws IOException, InterruptedException;

    void thaw() throws IOException, InterruptedException;

    /** What the record says of a trouble on this disk. */
    String told(String cause);

    @Override
    void close() throws IOException;
}
