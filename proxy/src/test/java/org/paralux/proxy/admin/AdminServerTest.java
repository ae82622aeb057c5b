package org.paralux.proxy.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiJson;

/** What the admin socket answers, and to whom. */
class AdminServerTest {
    @TempDir
    private Path folder;

    private AdminServer server(Set<Long> changers) throws IOException {
        return server(new AdminAccess(null, changers, Set.of()));
    }

    private AdminServer server(AdminAccess access) throws IOException {
        AdminServer server = new AdminServer(
                folder.resolve("admin.sock"),
                Map.of("/page", AdminServer.Page.json(() -> "{\"a\":1}")),
                Map.of(
                        "/make", AdminVerb.harmless(() -> "{\"made\":true}"),
                        "/change",
                                AdminVerb.changing((caller, body) -> LuxiJson.MAPPER.writeValueAsString(
                                        Map.of("by", caller.toString(), "body", body))),
                        "/refuse",
                                AdminVerb.changing((_, _) -> {
                                    throw new AdminException("class: 'x' (expected: one that is there)");
                                })),
                access);
        server.start();
        return server;
    }

    private static long ownUid() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private String problemOf(String method, String path) {
        Path socket = folder.resolve("admin.sock");
        return String.valueOf(assertThrows(IOException.class, () -> {
                    if (method.equals("GET")) {
                        AdminClient.get(socket, path);
                    } else {
                        AdminClient.post(socket, path, "");
                    }
                })
                .getMessage());
    }

    @Test
    void whoMayChangeIsKnownByName() throws IOException {
        try (AdminServer _ = server(Set.of(ownUid()))) {
            String answer = AdminClient.post(folder.resolve("admin.sock"), "/change", "{\"é\":\"\u2713\"}");
            String by = LuxiJson.MAPPER.readTree(answer).path("by").asString();
            String user = Files.getOwner(Path.of("/proc/self")).getName();
            long pid = ProcessHandle.current().pid();
            assertTrue(by.startsWith("uid " + ownUid() + " (" + user + "), pid " + pid), by);
            assertEquals(
                    "{\"é\":\"\u2713\"}",
                    LuxiJson.MAPPER.readTree(answer).path("body").asString());
            assertEquals("class: 'x' (expected: one that is there)", problemOf("POST", "/refuse"));
        }
    }

    @Test
    void whoSendsHalfARequestIsNotWaitedFor() throws IOException {
        try (AdminServer _ = server(Set.of());
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
            client.write(ByteBuffer.wrap("POST /change HTTP/1.1\r\ncontent-length: 9\r\n\r\n".getBytes(UTF_8)));
            assertTimeout(Duration.ofSeconds(30), () -> assertEquals(-1, client.read(ByteBuffer.allocate(1))));
        }
    }

    /** A program may ask and be gone before it is looked up. */
    @Test
    void aCallerThatIsGoneIsStillKnownByName() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        int pid = (int) gone.pid();
        assertEquals("uid 7 (lp), pid " + pid, new Caller(7, "lp", pid).toString());
        assertEquals("uid 7, pid " + pid, new Caller(7, null, pid).toString());
    }

    @Test
    void whoMayNotChangeMayStillRead() throws IOException {
        try (AdminServer _ = server(Set.of(ownUid() + 1))) {
            assertEquals("{\"a\":1}", AdminClient.get(folder.resolve("admin.sock"), "/page"));
            assertEquals("{\"made\":true}", AdminClient.post(folder.resolve("admin.sock"), "/make", ""));
            assertTrue(
                    problemOf("POST", "/change").contains("may not change anything here"),
                    problemOf("POST", "/change"));
        }
    }

    @Test
    void aWrongMethodAndAnUnknownPageAreSaid() throws IOException {
        try (AdminServer _ = server(Set.of())) {
            assertEquals("not with this method", problemOf("POST", "/page"));
            assertEquals("not with this method", problemOf("GET", "/change"));
            assertEquals("no such page", problemOf("GET", "/other"));
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(folder.resolve("admin.sock")));
        }
    }

    private String modeAndGroup() throws IOException {
        PosixFileAttributes file = Files.readAttributes(folder.resolve("admin.sock"), PosixFileAttributes.class);
        return PosixFilePermissions.toString(file.permissions()) + " "
                + file.group().getName();
    }

    private static String ownGroup() throws IOException {
        return Files.readAttributes(Path.of("/proc/self"), PosixFileAttributes.class)
                .group()
                .getName();
    }

    @Test
    void aGroupMayReadWhereThisHostHasIt() throws IOException {
        try (AdminServer _ = server(new AdminAccess(ownGroup(), Set.of(), Set.of()))) {
            assertEquals("rw-rw---- " + ownGroup(), modeAndGroup());
        }
        try (AdminServer _ = server(new AdminAccess("no-such-group", Set.of(), Set.of()))) {
            assertEquals("rw------- " + ownGroup(), modeAndGroup());
        }
    }

    @Test
    void aUserThatIsRefusedMayDoNothing() throws IOException {
        String own = Files.getOwner(Path.of("/proc/self")).getName();
        try (AdminServer _ = server(new AdminAccess(null, Set.of(), Set.of("gnt-rapi", own)))) {
            for (String method : List.of("GET", "POST")) {
                String problem = problemOf(method, method.equals("GET") ? "/page" : "/make");
                assertTrue(problem.contains("(" + own + ")") && problem.contains("may do nothing here"), problem);
            }
        }
        try (AdminServer _ = server(new AdminAccess(null, Set.of(ownUid()), Set.of(own)))) {
            assertEquals("{\"a\":1}", AdminClient.get(folder.resolve("admin.sock"), "/page"));
        }
    }
}
