package org.paralux.report.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.report.clients.ScriptOrigin;

class HostFilesTest {
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

    @Test
    void aScriptHasAnOwnerAPackageAndACrontabLine() {
        ScriptOrigin origin = files.of("/usr/bin/check_nodes", "cron.service", "node1.example.com")
                .orElseThrow();
        assertNotNull(origin.owner());
        assertEquals("monitoring", origin.debPackage());
        assertEquals(List.of("/etc/cron.d/nodes: */5 * * * * nagios /usr/bin/check_nodes --all"), origin.starters());
    }

    @Test
    void aUnitHasATimer() {
        ScriptOrigin origin =
                files.of("/opt/inventory", "inventory.service", "node1").orElseThrow();
        assertEquals(
                List.of(
                        "/etc/systemd/system/inventory.timer (OnCalendar=hourly)",
                        "/etc/systemd/system/inventory.service"),
                origin.starters());
    }

    @Test
    void ofAnotherHostNothingIsSaid() {
        assertTrue(files.of("/usr/bin/check_nodes", null, "node2.example.com").isEmpty());
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
