package org.paralux.proxy.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy's side of its {@link Guardian}: starts it, and another should it end.
 *
 * <p>Thread-safe.
 */
final class GuardianProcess implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(GuardianProcess.class);

    /** Names the classes that an installed program has ready made. They fit a Java with objects of the same shape. */
    private static final String CLASS_CACHE = "paralux.aot";

    private static final long RESTART_MILLIS = 1000;
    private static final long END_MILLIS = 2000;

    private final Class<?> program;
    private final SocketNames names;
    private final ProcessStamp proxy;
    private @Nullable Process process;
    private volatile boolean onGuard;
    private volatile boolean closed;

    /** @param program whose {@code main} is {@link Guardian#run} */
    GuardianProcess(Class<?> program, SocketNames names, ProcessStamp proxy) {
        this.program = program;
        this.names = names;
        this.proxy = proxy;
    }

    /**
     * Starts it, and does not wait until it is on guard.
     *
     * @throws IOException in one line, when it cannot be
     */
    synchronized void launch() throws IOException {
        process = newProcess();
    }

    private Process newProcess() throws IOException {
        return new ProcessBuilder(command())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /**
     * Starts it where it was not launched, and waits until it is on guard.
     *
     * @throws IOException in one line, when it cannot be
     */
    void start() throws IOException {
        Process started = startedProcess();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String word = said.readLine();
        if (!Guardian.READY.equals(word)) {
            throw new IOException("the guardian did not start (said " + word + "); without it nothing is attached");
        }
        onGuard = true;
        started.onExit().thenRun(this::ended);
    }

    private synchronized Process startedProcess() throws IOException {
        if (closed) {
            throw new IOException("no guardian is wanted any more");
        }
        Process started = process != null && process.isAlive() ? process : newProcess();
        process = started;
        return started;
    }

    /** A Java of its own, as small as one can be. */
    private List<String> command() {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms4m",
                "-Xmx12m",
                "-Xss256k",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=8m",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                System.getProperty("java.class.path"),
                program.getName(),
                names.socket().toString(),
                String.valueOf(proxy.pid()),
                String.valueOf(proxy.startTicks())));
        String fault = System.getProperty("paralux.fault.guardian");
        if (fault != null) {
            words.add(1, "-Dparalux.fault=" + fault);
        }
        String cache = System.getProperty(CLASS_CACHE);
        if (cache != null) {
            words.addAll(1, List.of("-XX:AOTCache=" + cache, "-XX:+UseCompactObjectHeaders"));
        }
        return words;
    }

    private void ended() {
        onGuard = false;
        if (!closed) {
            LOGGER.atError().addKeyValue("socket", names.socket()).log("the guardian ended, starting another");
            Thread.ofPlatform().daemon().name("guardian-start").start(this::restart);
        }
    }

    private void restart() {
        try {
            TimeUnit.MILLISECONDS.sleep(RESTART_MILLIS);
            start();
        } catch (IOException e) {
            if (!closed) {
                LOGGER.atError().log("no guardian, it is tried again: " + e.getMessage());
            }
            ended();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it watches, or is not wanted any more. */
    boolean isOnGuard() {
        return closed || onGuard;
    }

    /** It ends by itself once nobody holds the pipe any more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
            process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            // It was gone already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
