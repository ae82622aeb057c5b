package org.paralux.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that writes a log of several segments and ends, or says in one line why it cannot. */
final class WriteOneLog {
    private static final String COMMAND = "umask $1 && exec \"$2\" -XX:TieredStopAtLevel=1"
            + " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
            + " -cp \"$3\" org.paralux.audit.WriteOneLog \"$4\"";

    private WriteOneLog() {}

    public static void main(String[] arguments) {
        try {
            new TestLog(Path.of(arguments[0])).writeRun("r1", 30, TestLog.segmentsOf(3000));
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }

    /** Runs the process and gives what it says. */
    static String run(String umask, Path stateDir) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        Process process = new ProcessBuilder("sh", "-c", COMMAND, "sh", umask, java, classPath, stateDir.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
