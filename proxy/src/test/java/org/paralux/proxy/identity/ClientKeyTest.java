package org.paralux.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.proxy.identity.Ancestry.Root;
import org.paralux.proxy.identity.Reading.Sighting;
import org.paralux.proxy.identity.Reading.Unseen;

class ClientKeyTest {
    private static String key(
            String argv, @Nullable String exe, @Nullable String unit, Root root, @Nullable String login) {
        Argv words = new Argv(List.of(argv.split(" ")), false);
        Sighting sighting = new Sighting(7, new Stat("comm", 'S', 1, 1), words, exe, null, unit);
        return ClientKey.of(0, sighting, CommandLine.reduce(words), root, login);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "python3 /usr/sbin/gnt-node list web1 | /usr/bin/python3.11 | 0 /usr/sbin/gnt-node - list",
                "/usr/bin/python3 /usr/sbin/ganeti-rapi -b x | - | 0 /usr/sbin/ganeti-rapi - -",
                "/opt/tool list | /opt/tool | 0 /opt/tool - -",
                "/opt/tool list | /opt/tool (deleted) | 0 /opt/tool - -",
                "/opt/tool list | - | 0 /opt/tool - -",
                "hbal -L | /usr/lib/ganeti/htools | 0 /usr/lib/ganeti/htools - hbal",
                "python3 -c secret | /usr/bin/python3.11 | 0 /usr/bin/python3.11 - -",
                "-bash | /usr/bin/bash | 0 /usr/bin/bash - -",
                "x=y | - | 0 comm - -",
                "x | /opt/my tool\\x | 0 /opt/my\\x20tool\\x5cx - x",
            })
    void theProgramIsTheScriptOrElseTheExecutable(String argv, @Nullable String exe, String key) {
        assertEquals(key, key(argv, exe, null, Root.UNKNOWN, null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "backup.service, SYSTEM, -, backup.service",
                "backup@daily.service, SYSTEM, -, backup@daily.service",
                "cron.service, CRON, alice, cron",
                "cron.service, UNKNOWN, -, cron",
                "session-12.scope, CRON, root, cron",
                "session-12.scope, LOGIN, alice, login:alice",
                "session-12.scope, UNKNOWN, alice, login:alice",
                "session-13.scope, LOGIN, -, login",
                "ssh.service, LOGIN, alice, login:alice",
                "sshd@4-10.0.0.1:22-10.0.0.2:99.service, LOGIN, alice, login:alice",
                "serial-getty@ttyS0.service, LOGIN, root, login:root",
                "user@1000.service, SYSTEM, alice, login:alice",
                "-, LOGIN, alice, login:alice",
                "-, CRON, alice, cron",
                "-, SYSTEM, -, -",
                "-, UNKNOWN, alice, -",
                "run-u12.service, SYSTEM, -, run-*.service",
                "run-rd34db33f.scope, SYSTEM, -, run-*.scope",
                "run-backups.service, SYSTEM, -, run-backups.service",
                "docker-0a1b2c.scope, SYSTEM, -, docker-*.scope",
                "probe@17-127.0.0.1:80-127.0.0.1:99.service, SYSTEM, -, probe@*.service",
            })
    void theOriginHasNothingThatDiffersFromStartToStart(
            @Nullable String unit, Root root, @Nullable String login, String origin) {
        String expected = "0 /opt/tool " + (origin == null ? "-" : origin) + " -";

        assertEquals(expected, key("/opt/tool", "/opt/tool", unit, root, login));
    }

    @Test
    void theKeyOfTheUnseenSaysWhy() {
        assertEquals("5 (other-pid-namespace) - -", ClientKey.of(5, Unseen.OTHER_PID_NAMESPACE));
        assertEquals("5 (gone) - -", ClientKey.of(5, Unseen.GONE));
        assertEquals("5 (unread) - -", ClientKey.of(5, Unseen.UNREAD));
    }
}
