package org.paralux.report.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.report.clients.ScriptOrigin;
import org.paralux.report.clients.ScriptOrigins.Sighting;

class HostFilesTest {
    private static final Instant LAST = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path root;

    private HostFiles files;

    @BeforeEach
    void write() throws IOException {
        put("usr/bin/check_nodes", "#!/usr/bin/python3\n");
        put("var/lib/dpkg/info/monitoring:amd64.list", "/.\n/usr\n/usr/bin/check_nodes\n");
        put("etc/cron.d/nodes", """
                # m h dom mon dow user command
                MAILTO=root
                */5 * * * * nagios /usr/bin/check_nodes --all
                0 4 1 * * root /usr/local/sbin/monthly-audit gnt-cluster verify
                @monthly root /usr/bin/other
                """);
        put("etc/systemd/system/inventory.timer", "[Timer]\nOnCalendar=hourly\n");
        put("etc/systemd/system/inventory.service", "[Service]\nExecStart=/opt/inventory\n");
        put("etc/cron.monthly/report", "#!/bin/sh\ngnt-instance list\n");
        files = new HostFiles(root, "node1.example.com");
    }

    private void put(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Optional<ScriptOrigin> origin(String path, @Nullable String unit, String node) {
        return files.of(new Sighting(path, unit, node, LAST));
    }

    @Test
    void aScriptHasAnOwnerAPackageAndACrontabLine() {
        ScriptOrigin origin = origin("/usr/bin/check_nodes", "cron.service", "node1.example.com")
                .orElseThrow();
        assertNotNull(origin.owner());
        assertEquals("monitoring", origin.debPackage());
        assertEquals(List.of("/etc/cron.d/nodes: */5 * * * * nagios /usr/bin/check_nodes --all"), origin.starters());
    }

    @Test
    void aUnitHasATimer() {
        ScriptOrigin origin =
                origin("/opt/inventory", "inventory.service", "node1").orElseThrow();
        assertEquals(
                List.of(
                        "/etc/systemd/system/inventory.timer (OnCalendar=hourly)",
                        "/etc/systemd/system/inventory.service"),
                origin.starters());
    }

    /** A number of a session is given out again after a start of the host. */
    @Test
    void aLoginByNetworkHasAHost() throws IOException {
        long before = LAST.minusSeconds(60).toEpochMilli() * 1000;
        put("run/systemd/sessions/5", "UID=0\nREMOTE=1\nREMOTE_HOST=192.0.2.7\nREALTIME=" + before + "\n");
        put("run/systemd/sessions/c1", "UID=0\nREMOTE=0\nREALTIME=" + before + "\n");
        put("run/systemd/sessions/6", "REMOTE_HOST=192.0.2.8\nREALTIME=" + (before + 120_000_000) + "\n");
        assertEquals("192.0.2.7", loginHost("session-5.scope"));
        for (String unit : List.of("session-c1.scope", "session-6.scope", "session-7.scope", "cron.service")) {
            assertNull(loginHost(unit), unit);
        }
    }

    private @Nullable String loginHost(String unit) {
        return origin("/usr/bin/check_nodes", unit, "node1").orElseThrow().loginHost();
    }

    @Test
    void ofAnotherHostNothingIsSaid() {
        assertTrue(origin("/usr/bin/check_nodes", null, "node2.example.com").isEmpty());
    }

    @Test
    void monthlyEntriesThatMayAskAndWereNotSeenAreNamed() {
        assertEquals(
                List.of(
                        "/etc/cron.d/nodes: 0 4 1 * * root /usr/local/sbin/monthly-audit gnt-cluster verify",
                        "/etc/cron.monthly/report"),
                files.monthlyUnseen("node1.example.com", path -> false));
        assertEquals(List.of(), files.monthlyUnseen("node1.example.com", path -> true));
    }
}
