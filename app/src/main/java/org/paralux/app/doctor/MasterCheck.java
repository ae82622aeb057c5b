package org.paralux.app.doctor;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paralux.proxy.epoch.Mastership;
import org.paralux.proxy.kernel.ThisHost;

/** Whether this host is the master, and its configuration may be watched. */
final class MasterCheck implements Check {
    @Override
    public String name() {
        return "master";
    }

    @Override
    public List<Finding> look(Patient patient) {
        List<Finding> findings = new ArrayList<>();
        Mastership mastership = Mastership.beside(patient.configuration());
        Optional<String> named = mastership.master();
        if (named.isPresent()) {
            String master = named.get();
            findings.add(
                    mastership.isHere()
                            ? Finding.ok(name(), "this host is the master, " + master)
                            : Finding.wrong(
                                    name(),
                                    "the master is " + master + ", not this host (" + ThisHost.name() + ")",
                                    "attach on the master: nobody asks a daemon elsewhere"));
        } else {
            findings.add(Finding.note(
                    name(),
                    mastership.file() + " cannot be read, or is empty: this host is taken for the master",
                    "say by trial.configuration where the cluster's configuration is"));
        }
        if (Files.exists(patient.configuration()) && !Files.isReadable(patient.configuration())) {
            findings.add(Finding.note(
                    "configuration",
                    patient.configuration() + " may not be read by this user: writes that do not pass the proxy are"
                            + " not seen, and more differences stay undecided",
                    "let the proxy's user read it, or run as root"));
        }
        return findings;
    }
}
