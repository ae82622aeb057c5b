package org.paralux.report.clients;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.ClientFacts;

/** Tells kinds of clients apart by the names of programs. Names can be chosen freely, so this guides and guards nothing. */
final class Kinds {
    static final Set<String> HTOOLS =
            Set.of("hbal", "hail", "hspace", "hroller", "harep", "hcheck", "hinfo", "hscan", "hsqueeze");

    /** Beginnings of the names of agents and their checks, as programs and as units. */
    private static final List<String> MONITORING = List.of(
            "check_",
            "check-mk",
            "collectd",
            "datadog",
            "diamond",
            "icinga",
            "monit",
            "munin",
            "nagios",
            "netdata",
            "node_exporter",
            "nrpe",
            "prometheus",
            "sensu",
            "telegraf",
            "xymon",
            "zabbix");

    private Kinds() {}

    static ClientKind of(@Nullable ClientFacts facts, Program program) {
        String name = program.name();
        if (facts != null && facts.pid() == 0) {
            return ClientKind.CONTAINER;
        }
        if (facts == null || name == null) {
            return ClientKind.UNKNOWN;
        }
        ClientKind stock = stock(name);
        if (stock != null && Program.isInstalled(program.script() == null ? facts.exe() : program.script())) {
            return stock;
        }
        if (isMonitoring(name) || (facts.unit() != null && isMonitoring(facts.unit()))) {
            return ClientKind.MONITORING;
        }
        return program.python() ? ClientKind.PYTHON : ClientKind.RAW;
    }

    private static @Nullable ClientKind stock(String name) {
        if (name.startsWith("gnt-")) {
            return ClientKind.GNT;
        }
        if (HTOOLS.contains(name)) {
            return ClientKind.HTOOLS;
        }
        return switch (name) {
            case "ganeti-rapi" -> ClientKind.RAPI;
            case "ganeti-watcher" -> ClientKind.WATCHER;
            case "ganeti-luxid" -> ClientKind.LUXID;
            default -> null;
        };
    }

    private static boolean isMonitoring(String name) {
        return MONITORING.stream().anyMatch(name::startsWith);
    }
}
