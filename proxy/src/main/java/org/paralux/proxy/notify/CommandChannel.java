package org.paralux.proxy.notify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a program without arguments and without a shell, with the notice on its standard input. */
public record CommandChannel(Path program, Duration timeLimit) implements NoticeChannel {
    @Override
    public void send(String json) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            give(process, json);
            if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(program + " ran for more than " + timeLimit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(program + " ended with " + process.exitValue() + " (expected: 0)");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** A notice fits into a pipe, so that a program that reads nothing holds up nobody; it may also end before. */
    private static void give(Process process, String json) {
        try (OutputStream input = process.getOutputStream()) {
            input.write((json + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Its exit code says whether it minds.
        }
    }
}
