package org.paralux.report.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ClientFacts.Identity;

class ProgramTest {
    private static ClientFacts facts(
            int pid, @Nullable String comm, @Nullable String exe, @Nullable String cmdline, @Nullable String unit) {
        List<String> words = cmdline == null ? null : List.of(cmdline.split(" ", -1));
        return new ClientFacts(
                "c", pid, 0, 0, "root", "root", null, comm, exe, words, unit, List.of(), "k", Identity.FULL);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, /usr/bin/python3.11, /usr/bin/python3 /usr/sbin/gnt-node list -o name, gnt-node list, GNT",
                "-, -, /usr/bin/python /usr/sbin/gnt-instance info, gnt-instance info, GNT",
                "-, -, python -u -W ignore /usr/sbin/gnt-job list, gnt-job list, GNT",
                "-, -, /usr/bin/python3 /usr/sbin/gnt-cluster --version, gnt-cluster, GNT",
                "gnt-node, /usr/bin/python3.11, -, gnt-node, GNT",
                "-, /usr/bin/python3.11, /usr/bin/python3 /home/bob/gnt-node list, gnt-node list, PYTHON",
                "-, -, /usr/bin/python3 /usr/sbin/ganeti-rapi -b 127.0.0.1, ganeti-rapi, RAPI",
                "-, -, /usr/bin/python3 /usr/sbin/ganeti-watcher, ganeti-watcher, WATCHER",
                "-, /usr/bin/python3.11, ganeti-watcher: working, ganeti-watcher:, PYTHON",
                "-, -, /usr/bin/hbal -L, hbal, HTOOLS",
                "-, /usr/lib/ganeti/3.0/usr/bin/htools, hspace -L, hspace, HTOOLS",
                "-, /tmp/hbal, hbal -L, hbal, RAW",
                "-, -, /usr/sbin/ganeti-luxid, ganeti-luxid, LUXID",
                "-, /tmp/evil, /usr/sbin/ganeti-luxid, evil, RAW",
                "-, /usr/sbin/ganeti-luxid (deleted), ganeti-luxid, ganeti-luxid, LUXID",
                "-, -, /usr/lib/nagios/plugins/check_ganeti, check_ganeti, MONITORING",
                "-, -, /usr/bin/python /opt/inventory.py --all, inventory.py, PYTHON",
                "-, -, python3 -m inventory.main, python3 -m inventory.main, PYTHON",
                "-, -, python3 -c ..., python3 -c, PYTHON",
                "-, -, python3, python3, PYTHON",
                "-, -, /usr/bin/perl -w /opt/luxi.pl, luxi.pl, RAW",
                "-, -, /bin/sh /opt/luxi.sh, luxi.sh, RAW",
                "-, -, socat - UNIX-CONNECT:x, socat, RAW",
                "-, -, nc -U x, nc, RAW",
                "dashboard, -, -, dashboard, RAW",
                "-, -, -, -, UNKNOWN",
            })
    void isToldFromExecutableAndCommandLine(
            @Nullable String comm,
            @Nullable String exe,
            @Nullable String cmdline,
            @Nullable String label,
            ClientKind kind) {
        ClientFacts facts = facts(77, comm, exe, cmdline, "cron.service");
        Program program = Program.of(facts);
        assertEquals(label, program.label());
        assertEquals(kind, Kinds.of(facts, program));
    }

    @ParameterizedTest
    @CsvSource({
        "zabbix-agent.service, MONITORING",
        "nagios-nrpe-server.service, MONITORING",
        "cron.service, PYTHON",
        "telegraf.service, MONITORING",
    })
    void aScriptOfAMonitoringUnitIsACheck(String unit, ClientKind kind) {
        ClientFacts facts = facts(77, null, null, "/usr/bin/python3 /opt/jobs.py", unit);
        assertEquals(kind, Kinds.of(facts, Program.of(facts)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "gnt-node"})
    void aProcessWithoutPidIsInAContainer(@Nullable String comm) {
        ClientFacts facts = facts(0, comm, null, null, null);
        assertEquals(ClientKind.CONTAINER, Kinds.of(facts, Program.of(facts)));
    }
}
