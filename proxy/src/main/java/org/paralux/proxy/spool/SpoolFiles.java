package org.paralux.proxy.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** What the spool asks of the disk that a disk can refuse or take its time over. Thread-safe. */
interface SpoolFiles {
    /** A new file without a name, open for reading and writing; its bytes are gone once nobody holds it. */
    FileChannel create() throws IOException;

    /** Whether so little of the disk is free that nothing more is written. */
    boolean isFloorReached() throws IOException;
}
