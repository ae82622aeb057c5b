package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;
import org.paralux.proxy.attach.SocketNames;
import org.paralux.proxy.attach.Standing;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;
import picocli.CommandLine.Command;

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
    private static final int ROUNDS = 200;
    private static final List<Payload> QUERIES = List.of(
            Payload.of("{\"method\":\"QueryClusterInfo\",\"args\":[]}"),
            Payload.of("{\"method\":\"Query\",\"args\":[\"instance\",[\"name\",\"status\"],null]}"),
            Payload.of("{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"mfree\"],null]}"),
            Payload.of("{\"method\":\"QueryTags\",\"args\":[\"cluster\",null]}"));

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("paralux-train");
        Path socket = folder.resolve("ganeti-master");
        Path shadow = folder.resolve("ganeti-query");
        String state = folder.resolve("state").toString();
        try (EmbeddedDaemon _ = EmbeddedDaemon.start(DaemonOptions.of(socket, DaemonStyle.MASTERD));
                EmbeddedDaemon _ = EmbeddedDaemon.start(DaemonOptions.of(shadow, DaemonStyle.LUXID))) {
            List.of("--version", "--help").forEach(Main::execute);
            run("init", "--output", folder.resolve("settings.yaml"));
            run("config", "check", folder.resolve("settings.yaml"));
            run("doctor", "--socket", socket, "--shadow", shadow, "--state-dir", state);
            run("attach", "--socket", socket, "--dry-run");
            Thread proxy = Thread.ofPlatform()
                    .start(() -> run(
                            "attach",
                            "--socket",
                            socket,
                            "--shadow",
                            shadow,
                            "--state-dir",
                            state,
                            "--dashboard",
                            folder.resolve("page")));
            awaitAttached(socket, proxy);
            ask(socket);
            run("status", "--state-dir", state);
            run("rollout", "status", "--state-dir", state);
            run("detach", "--socket", socket);
            proxy.join(TIME_LIMIT);
            run("audit", "verify", "--state-dir", state);
            run("report", "clients", "--state-dir", state);
            run("report", "consistency", "--state-dir", state);
            return ExitCode.OK;
        } finally {
            delete(folder);
        }
    }

    private static void run(Object... words) {
        int _ = Main.execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
    }

    private static void awaitAttached(Path socket, Thread proxy) throws IOException, InterruptedException {
        while (!Standing.of(SocketNames.of(socket)).isAttached()) {
            if (!proxy.isAlive()) {
                throw new CommandFailure(ExitCode.FAILED, "no proxy could be attached to an embedded daemon");
            }
            Thread.sleep(LOOK_EVERY);
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
