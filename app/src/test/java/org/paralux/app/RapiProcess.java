package org.paralux.app;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Base64;

/** Ganeti's own {@code ganeti-rapi} on loopback, run as its own user, with all its paths below a root. */
final class RapiProcess implements AutoCloseable {
    private static final String USER = "gnt-rapi";
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    /** A status and a body. */
    record Answer(int status, String body) {}

    private RapiProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param root for {@code GANETI_ROOTDIR}; its last name is the host's */
    static RapiProcess start(Path root) throws IOException {
        Path users = Files.createDirectories(root.resolve("var/lib/ganeti/rapi"));
        Files.writeString(users.resolve("users"), "paralux paralux write\n");
        giveTo(users);
        giveTo(root.resolve("var/run/ganeti"));
        giveTo(root.resolve("var/log/ganeti"));
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "setpriv",
                        "--reuid",
                        USER,
                        "--regid",
                        USER,
                        "--init-groups",
                        "ganeti-rapi",
                        "-f",
                        "-b",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "--no-ssl")
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("rapi.out").toFile());
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin");
        builder.environment().put("GANETI_ROOTDIR", root.toString());
        builder.environment().put("GANETI_HOSTNAME", String.valueOf(root.getFileName()));
        // Its list of features has the order of a hash.
        builder.environment().put("PYTHONHASHSEED", "0");
        RapiProcess rapi = new RapiProcess(builder.start(), port);
        await().atMost(TIME_LIMIT)
                .ignoreException(ConnectException.class)
                .until(() -> rapi.get("/version").status() == 200);
        return rapi;
    }

    private static void giveTo(Path folder) throws IOException {
        UserPrincipal user =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
        Files.setAttribute(folder, "posix:owner", user, LinkOption.NOFOLLOW_LINKS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return ask("GET", path);
    }

    Answer ask(String method, String path) throws IOException, InterruptedException {
        String account = Base64.getEncoder().encodeToString("paralux:paralux".getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Basic " + account)
                .timeout(TIME_LIMIT)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** Lets others than root pass a folder of a test. */
    static void openWay(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Override
    public void close() {
        http.close();
        process.destroyForcibly().onExit().join();
    }
}
