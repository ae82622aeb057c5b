package org.paralux.audit;

import java.io.IOException;
import java.nio.file.Path;

/** A process that writes a log of several segments and ends, or says in one line why it cannot. */
final class WriteOneLog {
    private WriteOneLog() {}

    public static void main(String[] arguments) throws IOException {
        new TestLog(Path.of(arguments[0])).writeRun("r1", 30, TestLog.segmentsOf(3000));
    }
}
