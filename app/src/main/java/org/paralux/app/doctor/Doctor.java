package org.paralux.app.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that an operator might have wrong. */
public final class Doctor {
    private static final List<Check> CHECKS = List.of(
            new SocketCheck(),
            new StandingCheck(),
            new GuardianCheck(),
            new LeftoversCheck(),
            new FolderCheck(),
            new DaemonsCheck(),
            new ClientsCheck(),
            new MasterCheck(),
            new ShadowCheck(),
            new StateDirCheck(),
            new ClockCheck(),
            new LimitsCheck());

    private Doctor() {}

    /** What every check found, in the order in which a person would look. Takes some seconds where a daemon hangs. */
    public static List<Finding> examine(Patient patient) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : CHECKS) {
            try {
                findings.addAll(check.look(patient));
            } catch (IOException | UncheckedIOException e) {
                findings.add(Finding.wrong(
                        check.name(), "cannot be told: " + e.getMessage(), "run as root, or as the proxy's user"));
            }
        }
        return findings;
    }
}
