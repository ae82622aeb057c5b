package org.paralux.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.proxy.Proxy;
import org.paralux.proxy.Surroundings;

/**
 * A running Ganeti with a proxy before it, on the path where its tools look for the daemon once {@code GANETI_ROOTDIR}
 * moves all their paths. Needs root on a master node, as the tools do.
 */
final class RealGaneti {
    private static final Path CONFIGURATION = Path.of("/var/lib/ganeti");
    private static final Duration TIME_LIMIT = Duration.ofSeconds(25);

    private final Path folder;
    private final Path root;
    private final String host;
    private final Path frontSocket;
    private final Proxy proxy;

    /** What a tool printed and how it ended. */
    record ToolRun(int exitCode, String out, String err) {
        /** Without what no two runs have in common: numbers, and the room they take. */
        ToolRun withoutNumbers() {
            return new ToolRun(exitCode, masked(out), masked(err));
        }

        private static String masked(String text) {
            return text.replaceAll("[0-9]+(\\.[0-9]+)?", "0").replaceAll("[ -]+", " ");
        }
    }

    private RealGaneti(Path folder, Map<Setting, String> more) throws IOException, SettingsException {
        this.folder = folder;
        host = host();
        root = Files.createDirectory(folder.resolve(host));
        Files.createDirectories(root.resolve("var/log/ganeti"));
        copyConfiguration(Files.createDirectories(root.resolve("var/lib/ganeti")));
        frontSocket =
                Files.createDirectories(root.resolve("var/run/ganeti/socket")).resolve("ganeti-query");
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.LISTEN, frontSocket.toString());
        flags.put(Setting.PRIMARY, socket().toString());
        flags.put(Setting.STATE_DIR, stateDir().toString());
        flags.putAll(more);
        Settings settings = Settings.of(Map.of(), flags);
        proxy = new Proxy(ProxySettingsReader.read(settings, "test"), Surroundings.BARE);
        proxy.start();
        await().atMost(TIME_LIMIT).until(proxy::isServing);
    }

    static RealGaneti front(Path folder) throws IOException, SettingsException {
        return new RealGaneti(folder, Map.of());
    }

    /** With a shadow: the daemon itself, which answers as it does. */
    static RealGaneti frontWithItselfAsShadow(Path folder) throws IOException, SettingsException {
        return new RealGaneti(folder, Map.of(Setting.SHADOW, socket().toString()));
    }

    /** With a shadow that has a job queue of its own. */
    static RealGaneti frontWithShadow(Path folder, Path shadow) throws IOException, SettingsException {
        return new RealGaneti(folder, Map.of(Setting.SHADOW, shadow.toString(), Setting.TRIAL_CANNOT_SEE, "job"));
    }

    Path stateDir() {
        return folder.resolve("state");
    }

    /** A root for {@code GANETI_ROOTDIR} whose socket is the proxy's. */
    Path frontRoot() {
        return root;
    }

    /** Another, whose socket is the daemon's own. */
    Path makeDirectRoot() throws IOException {
        return makeRoot(folder.resolve("direct"), socket());
    }

    /** A root for {@code GANETI_ROOTDIR} in {@code folder}, whose socket is a link to {@code socket}. */
    static Path makeRoot(Path folder, Path socket) throws IOException {
        Path root = folder.resolve(host());
        copyConfiguration(Files.createDirectories(root.resolve("var/lib/ganeti")));
        Files.createDirectories(root.resolve("var/log/ganeti"));
        Path sockets = Files.createDirectories(root.resolve("var/run/ganeti/socket"));
        Files.createSymbolicLink(sockets.resolve("ganeti-query"), socket);
        return root;
    }

    private static String host() throws IOException {
        return Files.readString(required(CONFIGURATION.resolve("ssconf_master_node")))
                .strip();
    }

    /** The daemon's own socket. */
    static Path socket() {
        @Nullable String path = System.getProperty("paralux.luxi.socket");
        assertTrue(path != null && !path.isEmpty(), "paralux.luxi.socket: not set (expected: a daemon's socket)");
        return required(Path.of(path));
    }

    /** The proxy's socket. */
    Path frontSocket() {
        return frontSocket;
    }

    private static Path required(Path path) {
        assertTrue(
                Files.exists(path),
                () -> path + ": not there (expected: this host to be the master node of a running Ganeti cluster)");
        return path;
    }

    /** The tools read the cluster's name and master there. */
    private static void copyConfiguration(Path to) throws IOException {
        try (Stream<Path> files = Files.list(CONFIGURATION)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("ssconf_"))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    ToolRun direct(String... words) throws IOException, InterruptedException {
        return run(folder, Map.of(), words);
    }

    ToolRun through(String... words) throws IOException, InterruptedException {
        return below(root, words);
    }

    /** As {@link #direct}, with all paths of Ganeti below a root that {@link #makeRoot} made. */
    static ToolRun below(Path root, String... words) throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of("GANETI_ROOTDIR", root.toString(), "GANETI_HOSTNAME", String.valueOf(root.getFileName()));
        return run(root.resolveSibling("."), environment, words);
    }

    private static ToolRun run(Path folder, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        // Some write a file where they are.
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        // Some of their lists have the order of a hash.
        builder.environment().put("PYTHONHASHSEED", "0");
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin");
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException(
                    words[0] + ": cannot be run (expected: Ganeti's tools, as in Debian's package ganeti)", e);
        }
        try {
            assertTrue(
                    process.waitFor(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS),
                    () -> List.of(words) + ": has not ended within " + TIME_LIMIT);
        } finally {
            process.destroyForcibly();
        }
        return new ToolRun(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    /** Stops the proxy, whose log must be sound. */
    void stop() throws InterruptedException {
        proxy.stop("signal", Duration.ofSeconds(1));
        CommandRun verify = CommandRun.of("audit", "verify", "--state-dir", stateDir());
        assertEquals(ExitCode.OK, verify.exitCode(), () -> verify.out() + verify.err());
    }
}
