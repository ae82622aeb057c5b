package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An embedded daemon in a JVM of its own, so that it is another process each time. */
final class DaemonProcess implements AutoCloseable {
    private final Process process;

    private DaemonProcess(Process process) {
        this.process = process;
    }

    /**
     * Started, and listening.
     *
     * @param style {@code primary}, which is a Ganeti 2.10, or {@code shadow}, a 3.0
     */
    static DaemonProcess ready(String style, Path socket, Object... more) throws IOException {
        Path out = Files.createTempFile(socket.getParent(), "daemon", "");
        List<Object> words = new ArrayList<>(List.of("simulate", style, "--socket", socket));
        words.addAll(List.of(more));
        DaemonProcess daemon = new DaemonProcess(new ProcessBuilder(ParaluxCommand.of(words.toArray()))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        await().atMost(ProxyProcess.TIME_LIMIT).untilAsserted(() -> assertEquals("ready\n", Files.readString(out)));
        return daemon;
    }

    /** Ends in order. */
    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
    }
}
