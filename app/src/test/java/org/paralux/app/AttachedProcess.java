package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code paralux attach} in a JVM of its own. */
final class AttachedProcess implements AutoCloseable {
    private final Path said;
    private final Process process;

    private AttachedProcess(Path stateDir, List<String> command) throws IOException {
        said = Files.createTempFile(stateDir.getParent(), "said", "");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    static AttachedProcess start(List<String> options, Path socket, Path stateDir, Object... more) throws IOException {
        return new AttachedProcess(stateDir, ParaluxCommand.withOptions(options, words(socket, stateDir, more)));
    }

    /** Started by another program, such as one that takes rights away. */
    static AttachedProcess within(List<String> program, Path socket, Path stateDir) throws IOException {
        return new AttachedProcess(stateDir, ParaluxCommand.within(program, words(socket, stateDir)));
    }

    private static Object[] words(Path socket, Path stateDir, Object... more) {
        List<Object> words = new ArrayList<>(List.of("attach", "--socket", socket, "--state-dir", stateDir));
        words.addAll(List.of(more));
        return words.toArray();
    }

    /** Started, and serving. */
    static AttachedProcess ready(Path socket, Path stateDir, Object... more) throws IOException {
        AttachedProcess attached = start(List.of(), socket, stateDir, more);
        attached.awaitReadyOrEnd();
        assertTrue(attached.isReady(), attached::said);
        return attached;
    }

    /** What it printed and logged so far, and what its guardian did. */
    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        return said().lines().anyMatch("ready"::equals);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void awaitReadyOrEnd() {
        await().atMost(ProxyProcess.TIME_LIMIT).untilAsserted(() -> assertTrue(isReady() || !isAlive(), this::said));
    }

    void awaitSaid(String text) {
        await().atMost(ProxyProcess.TIME_LIMIT).untilAsserted(() -> assertTrue(said().contains(text), this::said));
    }

    /** Its second process. */
    ProcessHandle guardian() {
        return process.children().findAny().orElseThrow();
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
        assertTrue(process.waitFor(ProxyProcess.TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS), this::said);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
