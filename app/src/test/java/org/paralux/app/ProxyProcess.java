package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;

/** {@code paralux run} in a JVM of its own, so that it can be sent signals. It listens on {@code FOLDER/listen}. */
final class ProxyProcess implements AutoCloseable {
    /** Generous: a JVM may start slowly on a busy machine. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(25);

    private final Path folder;
    private final Path out;
    private final Path err;
    private final Process process;

    private ProxyProcess(Path folder, Path primary, List<Object> more) throws IOException {
        this.folder = folder;
        out = Files.createTempFile(folder, "out", "");
        err = Files.createTempFile(folder, "err", "");
        List<Object> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--listen",
                listen(),
                "--primary",
                primary,
                "--state-dir",
                stateDir()));
        command.addAll(more);
        process = new ProcessBuilder(command.stream().map(String::valueOf).toList())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    static ProxyProcess start(Path folder, Path primary, Object... more) throws IOException {
        return new ProxyProcess(folder, primary, List.of(more));
    }

    /** Started, and serving. */
    static ProxyProcess ready(Path folder, Path primary, Object... more) throws IOException {
        ProxyProcess proxy = start(folder, primary, more);
        proxy.awaitReady();
        return proxy;
    }

    Path listen() {
        return folder.resolve("listen");
    }

    Path stateDir() {
        return folder.resolve("state");
    }

    long pid() {
        return process.pid();
    }

    /** What it printed so far. */
    String out() {
        return read(out);
    }

    /** What it logged so far. */
    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        await().atMost(TIME_LIMIT).untilAsserted(() -> assertEquals("ready\n", out(), this::err));
    }

    LuxiClient connect() throws IOException {
        return LuxiClient.connect(listen(), TIME_LIMIT);
    }

    JsonNode status() {
        CommandRun run = CommandRun.of("status", "--state-dir", stateDir(), "--json");
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        return LuxiJson.MAPPER.readTree(run.out());
    }

    /** Sends SIGTERM; the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Sends SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
        assertTrue(process.waitFor(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS), this::err);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
