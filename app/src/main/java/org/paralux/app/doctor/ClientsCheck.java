package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paralux.proxy.attach.Standing;
import org.paralux.proxy.epoch.DaemonFacts;

/** Ganeti's own clients on this host: their release and build, and whether they know the query socket. */
final class ClientsCheck implements Check {
    @Override
    public String name() {
        return "clients";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Optional<GanetiTools> installed = GanetiTools.below(patient.root());
        if (installed.isEmpty()) {
            return List.of(Finding.note(
                    name(),
                    "no Ganeti tools are installed where they usually are",
                    "look on the hosts that have them: 'gnt-cluster --version'"));
        }
        GanetiTools tools = installed.get();
        String release = tools.release();
        String build = tools.build() == null ? "" : ", build " + tools.build();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(name(), "Ganeti's tools are release " + release + build));
        Optional<Path> daemon = Standing.of(patient.names()).daemon();
        String running = daemon.isEmpty() ? null : DaemonFacts.ask(daemon.get()).release();
        if (running != null && !running.equals(release)) {
            findings.add(Finding.wrong(
                    name(),
                    "the tools are release " + release + ", the daemon that runs is " + running,
                    "finish the upgrade: start the daemons of the installed release, or install that of the daemons"));
        }
        split(patient, tools).ifPresent(findings::add);
        if (System.getenv("FORCE_LUXI_SOCKET") != null) {
            findings.add(Finding.note(
                    name(),
                    "FORCE_LUXI_SOCKET is set here: tools of 2.8 to 2.11 go where it says, others do not read it",
                    "unset it, unless that is meant"));
        }
        return findings;
    }

    private Optional<Finding> split(Patient patient, GanetiTools tools) {
        Boolean split = tools.split();
        if (split == null) {
            return patient.onMasterSocket() && GanetiTools.isBefore(tools.release(), 2, 7)
                    ? Optional.of(Finding.note(
                            name(),
                            "tools of release " + tools.release()
                                    + " know no query socket: all their queries are misdirected",
                            "nothing now; it changes with their upgrade to 2.7"))
                    : Optional.empty();
        }
        return Optional.of(
                split
                        ? Finding.ok(name(), "the tools were built with split query: they ask the query socket")
                        : Finding.wrong(
                                name(),
                                "the tools were built without split query (ENABLE_SPLIT_QUERY = False): all their"
                                        + " queries go to the master socket, whatever they are changed to",
                                "install a build that was configured with --enable-split-query"));
    }
}
