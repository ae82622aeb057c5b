package org.paralux.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;
import org.paralux.proxy.attach.Guardian;
import org.paralux.proxy.attach.ProcessStamp;
import org.paralux.proxy.attach.SocketNames;
import org.paralux.proxy.attach.Standing;
import org.paralux.proxy.identity.ListeningProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * What an installed program does most, once, in one process: Java remembers the classes of it for later starts. Run at
 * packaging.
 */
@Command(
        name = "train",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Do what an installed program does, for the cache of its classes.")
final class TrainCommand implements Callable<Integer> {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int ROUNDS = 1000;

    private static final List<Payload> QUERIES = List.of(
            Payload.of("{\"method\":\"QueryClusterInfo\",\"args\":[]}"),
            Payload.of("{\"method\":\"Query\",\"args\":[\"instance\",[\"name\",\"status\"],null]}"),
            Payload.of("{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"mfree\"],null]}"),
            Payload.of("{\"method\":\"QueryTags\",\"args\":[\"cluster\",null]}"));

    /** What is to start soonest is not to carry what a proxy needs. */
    enum What {
        COMMANDS,
        PROXY
    }

    @Parameters(paramLabel = "commands|proxy")
    private What what;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("paralux-train");
        Path socket = folder.resolve("ganeti-master");
        Path shadow = folder.resolve("ganeti-query");
        List<Process> daemons = List.of(daemon("primary", socket), daemon("shadow", shadow));
        try {
            switch (what) {
                case COMMANDS -> commands(socket);
                case PROXY -> proxy(socket, shadow, folder);
            }
            return ExitCode.OK;
        } finally {
            for (Process daemon : daemons) {
                daemon.destroyForcibly().waitFor();
            }
            delete(folder);
        }
    }

    private static void commands(Path socket) throws IOException {
        run("--version");
        run("--help");
        run("detach", "--socket", socket);
        // The guardian, whose proxy is gone.
        ProcessStamp gone = ProcessStamp.own();
        String[] words = {socket.toString(), String.valueOf(gone.pid()), String.valueOf(gone.startTicks())};
        Guardian.run(words, InputStream.nullInputStream(), System.out, System.err);
    }

    private static void proxy(Path socket, Path shadow, Path folder) throws IOException, InterruptedException {
        Path state = folder.resolve("state");
        Path settings = folder.resolve("settings.yaml");
        run("init", "--output", settings);
        run("config", "check", settings);
        run("doctor", "--socket", socket, "--shadow", shadow, "--state-dir", state);
        run("attach", "--socket", socket, "--dry-run");
        Object[] attach = {
            "attach",
            "--socket",
            socket,
            "--shadow",
            shadow,
            "--state-dir",
            state,
            "--dashboard",
            folder.resolve("page")
        };
        Thread proxy = Thread.ofPlatform().start(() -> run(attach));
        await(() -> isAttached(socket), proxy::isAlive);
        ask(socket);
        run("status", "--state-dir", state);
        run("rollout", "set", "--others", "--why", "training", "--state-dir", state, "split");
        ask(socket);
        run("rollout", "status", "--state-dir", state);
        run("detach", "--socket", socket);
        proxy.join(TIME_LIMIT);
        run("audit", "verify", "--state-dir", state);
        for (String report : List.of("clients", "consistency", "readiness")) {
            run("report", report, "--state-dir", state);
        }
    }

    /** In a process of its own: a proxy does not take the place of itself. */
    private static Process daemon(String kind, Path socket) throws IOException, InterruptedException {
        Process daemon = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Djava.library.path=" + System.getProperty("java.library.path"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "simulate",
                        kind,
                        "--socket",
                        socket.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await(() -> ListeningProcess.pidAt(socket).isPresent(), daemon::isAlive);
        return daemon;
    }

    private static void run(Object... words) {
        int _ = Main.execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
    }

    /** Looks until it is so, as long as there is hope. */
    private static void await(BooleanSupplier isSo, BooleanSupplier hope) throws InterruptedException {
        long end = System.nanoTime() + TIME_LIMIT.toNanos();
        while (!isSo.getAsBoolean()) {
            if (!hope.getAsBoolean() || System.nanoTime() > end) {
                throw new CommandFailure(ExitCode.FAILED, "no proxy could be attached to an embedded daemon");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static boolean isAttached(Path socket) {
        try {
            return Standing.of(SocketNames.of(socket)).isAttached();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(Path socket) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            try (LuxiClient client = LuxiClient.connect(socket, TIME_LIMIT)) {
                for (Payload query : QUERIES) {
                    client.call(query);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
