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
    /** Generous: a JVM may start slowly on a busy machine, and much more so on an emulated one. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(Long.getLong("paralux.test.patience", 60));

    private final Path folder;
    private final Path out;
    private final Path err;
    private final Process process;

    private ProxyProcess(Path folder, List<String> within, Path primary, Object... more) throws IOException {
        this.folder = folder;
        out = Files.createTempFile(folder, "out", "");
        err = Files.createTempFile(folder, "err", "");
        List<Object> run =
                new ArrayList<>(List.of("run", "--listen", listen(), "--primary", primary, "--state-dir", stateDir()));
        run.addAll(List.of(more));
        process = new ProcessBuilder(ParaluxCommand.within(within, run.toArray()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    static ProxyProcess start(Path folder, Path primary, Object... more) throws IOException {
        return new ProxyProcess(folder, List.of(), primary, more);
    }

    /** Started by {@code program}, which becomes it, and serving. */
    static ProxyProcess readyWithin(List<String> program, Path folder, Path primary, Object... more)
            throws IOException {
        ProxyProcess proxy = new ProxyProcess(folder, program, primary, more);
        proxy.awaitReady();
        return proxy;
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

    void awaitLogged(String text) {
        await().atMost(TIME_LIMIT).untilAsserted(() -> assertTrue(err().contains(text), this::err));
    }

    JsonNode status() {
        CommandRun run = CommandRun.of("status", "--state-dir", stateDir(), "--json");
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        return LuxiJson.MAPPER.readTree(run.out());
    }

    void awaitServing() {
        await().atMost(TIME_LIMIT).until(() -> status().path("serving").asBoolean());
    }

    /** Sends SIGHUP. */
    void hangUp() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", String.valueOf(pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Sends SIGTERM. */
    void signal() {
        process.destroy();
    }

    /** Sends SIGTERM; the exit code. */
    int terminate() throws InterruptedException {
        signal();
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
