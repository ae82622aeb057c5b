package org.paralux.proxy.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;

/**
 * How many short-lived clients are identified in full, and how fast. Run by hand:
 * {@code IdentityBench [CLIENTS] [AT_ONCE] [relay|instant] [pidfd|no-pidfd]}; needs a C compiler.
 *
 * <p>Each client is a process of its own that connects, sends its number, reads one reply and exits. With
 * {@code relay} its request goes to another thread and back by a connection of its own, as through a proxy; with
 * {@code instant} it is answered at once, which leaves less time than any client of a proxy has.
 */
final class IdentityBench {
    /** A proxy is up for longer than that before its first client comes. */
    private static final int STARTED_BEFORE_MILLIS = 1000;

    private static final String CLIENT = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <spawn.h>
            #include <sys/socket.h>
            #include <sys/un.h>
            #include <sys/wait.h>
            #include <unistd.h>
            extern char **environ;
            static int client(const char *path, const char *number) {
                struct sockaddr_un a = { .sun_family = AF_UNIX };
                char reply[16];
                int s = socket(AF_UNIX, SOCK_STREAM, 0);
                strncpy(a.sun_path, path, sizeof a.sun_path - 1);
                if (connect(s, (struct sockaddr *) &a, sizeof a)) return 1;
                if (write(s, number, strlen(number)) < 1) return 2;
                return read(s, reply, sizeof reply) < 1;
            }
            int main(int argc, char **argv) {
                if (argc == 3) return client(argv[1], argv[2]);
                int failed = 0, running = 0, status, total = atoi(argv[2]), most = atoi(argv[3]);
                for (int i = 0; i < total; i++) {
                    char number[16];
                    char *child[] = { argv[0], argv[1], number, NULL };
                    snprintf(number, sizeof number, "%d", i);
                    if (running == most) { wait(&status); running--; failed += status != 0; }
                    if (posix_spawn(&(pid_t){0}, argv[0], NULL, NULL, child, environ)) failed++; else running++;
                }
                while (running--) { wait(&status); failed += status != 0; }
                return failed > 0;
            }
            """;

    private IdentityBench() {}

    /** One connection; the times are of {@link System#nanoTime}. */
    private record Sample(String number, PendingClient pending, long start, long queued, AtomicLong done) {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Throwable {
        List<String> given = List.of(arguments);
        int clients = given.isEmpty() ? 2000 : Integer.parseInt(given.getFirst());
        String atOnce = given.size() > 1 ? given.get(1) : "4";
        boolean relays = !given.contains("instant");
        boolean withPidfd = !given.contains("no-pidfd");
        Path folder = Files.createTempDirectory("identity-bench");
        String program = compile(folder);
        String socket = folder.resolve("socket").toString();
        AtomicLong ids = new AtomicLong();
        AtomicLong announced = new AtomicLong();
        List<Sample> samples = new ArrayList<>();
        try (UnixServer primary = new UnixServer(folder.resolve("primary"));
                UnixServer server = new UnixServer(Path.of(socket));
                ClientIdentifier identifier = new ClientIdentifier(
                        ClientIdentifier.Settings.DEFAULT.withCommandLines(CommandLinePolicy.FULL),
                        () -> "c" + ids.incrementAndGet(),
                        facts -> announced.incrementAndGet())) {
            Thread.ofPlatform().daemon().start(() -> answer(primary));
            Thread.sleep(STARTED_BEFORE_MILLIS);
            Process spawner = new ProcessBuilder(program, socket, Integer.toString(clients), atOnce)
                    .inheritIO()
                    .start();
            for (int i = 0; i < clients; i++) {
                int connection = server.accept();
                PeerCredentials peer = credentials(connection, withPidfd);
                long start = System.nanoTime();
                PendingClient pending = identifier.identify(peer);
                long queued = System.nanoTime();
                AtomicLong done = new AtomicLong();
                var _ = pending.facts().thenAccept(facts -> done.set(System.nanoTime()));
                String number = server.receive(connection);
                server.send(connection, relays ? relay(server, folder.resolve("primary"), number) : "ok");
                Posix.close(connection);
                samples.add(new Sample(number, pending, start, queued, done));
            }
            System.out.println("spawner ended with " + spawner.waitFor());
            for (Sample sample : samples) {
                sample.pending().facts().toCompletableFuture().get(5, TimeUnit.SECONDS);
            }
            report(samples, identifier.counts(), announced.get());
        }
    }

    private static PeerCredentials credentials(int connection, boolean withPidfd) {
        PeerCredentials peer = PeerCredentials.of(connection);
        if (withPidfd) {
            return peer;
        }
        PeerPidfd.close(peer.pidfd());
        return new PeerCredentials(
                peer.pid(), peer.uid(), peer.gid(), PeerPidfd.UNKNOWN, peer.acceptedAtBootTimeNanos());
    }

    private static String relay(UnixServer server, Path primary, String request) throws Throwable {
        int upstream = server.connect(primary);
        server.send(upstream, request);
        String reply = server.receive(upstream);
        Posix.close(upstream);
        return reply;
    }

    private static void answer(UnixServer primary) {
        try {
            while (true) {
                int connection = primary.accept();
                primary.receive(connection);
                primary.send(connection, "ok");
                Posix.close(connection);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("primary", e);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void report(List<Sample> samples, IdentityCounts counts, long announced) {
        for (Sample sample : samples) {
            ClientFacts facts = sample.pending().now().orElseThrow();
            List<String> cmdline = facts.cmdline();
            boolean own =
                    cmdline != null && cmdline.size() == 3 && cmdline.get(2).equals(sample.number());
            if (!own && (cmdline != null || facts.identity() == Identity.FULL)) {
                System.out.println("wrong: " + sample.number() + " " + facts);
            }
        }
        System.out.printf(
                "%d clients: full %.2f %%, %s, announced %d%n",
                samples.size(), 100.0 * counts.full() / samples.size(), counts, announced);
        print("identify to facts", samples, sample -> sample.done().get() - sample.start());
        print("identify itself", samples, sample -> sample.queued() - sample.start());
    }

    @SuppressWarnings("SystemOut")
    private static void print(String what, List<Sample> samples, ToLongFunction<Sample> nanos) {
        long[] sorted = samples.stream().mapToLong(nanos).sorted().toArray();
        System.out.printf(
                "%s, µs: p50 %d, p90 %d, p99 %d, max %d%n",
                what,
                sorted[sorted.length / 2] / 1000,
                sorted[sorted.length * 9 / 10] / 1000,
                sorted[sorted.length * 99 / 100] / 1000,
                sorted[sorted.length - 1] / 1000);
    }

    private static String compile(Path folder) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("client.c"), CLIENT);
        String program = folder.resolve("client").toString();
        Process compiler = new ProcessBuilder("cc", "-O2", "-o", program, source.toString())
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("cc: " + compiler.exitValue() + " (expected: 0)");
        }
        return program;
    }
}
