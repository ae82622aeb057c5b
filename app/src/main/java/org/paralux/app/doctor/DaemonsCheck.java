package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.paralux.proxy.attach.Standing;
import org.paralux.proxy.epoch.DaemonFacts;
import org.paralux.proxy.identity.DaemonProcess;

/** Releases and builds of both daemons. */
final class DaemonsCheck implements Check {
    @Override
    public String name() {
        return "daemons";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Optional<Path> primary = Standing.of(patient.names()).daemon();
        if (primary.isEmpty()) {
            return findings;
        }
        DaemonFacts old = DaemonFacts.ask(primary.get());
        findings.add(of("primary", primary.get(), old));
        Path shadow = patient.shadow();
        if (shadow == null) {
            return findings;
        }
        DaemonFacts trial = DaemonFacts.ask(shadow);
        findings.add(of("shadow", shadow, trial));
        if (old.cluster() != null && trial.cluster() != null && !old.cluster().equals(trial.cluster())) {
            findings.add(Finding.wrong(
                    name(),
                    "the primary is of cluster " + old.cluster() + ", the shadow of " + trial.cluster(),
                    "give the socket of a daemon of the same cluster by --shadow"));
        } else if (trial.release() != null
                && trial.release().equals(old.release())
                && sameBuild(primary.get(), shadow)) {
            findings.add(Finding.note(
                    name(),
                    "both are the same build of release " + old.release(),
                    "nothing, if this is meant: then the comparison should find no difference"));
        }
        return findings;
    }

    private static boolean sameBuild(Path one, Path other) {
        return Objects.equals(
                DaemonProcess.listeningAt(one).map(DaemonProcess::binary),
                DaemonProcess.listeningAt(other).map(DaemonProcess::binary));
    }

    private Finding of(String which, Path socket, DaemonFacts facts) {
        if (Processes.listeningAt(socket).isEmpty()) {
            return Finding.wrong(name(), "the " + which + " does not accept on " + socket, "start it");
        }
        if (facts.release() == null) {
            return Finding.wrong(
                    name(),
                    "the " + which + " on " + socket + " accepts, and does not answer a query within two seconds",
                    "look at its log; it may hang");
        }
        String binary = DaemonProcess.listeningAt(socket)
                .map(DaemonProcess::binary)
                .map(build -> ", build " + build)
                .orElse("; which build cannot be read by this user");
        return Finding.ok(name(), "the " + which + " is release " + facts.release() + binary);
    }
}
