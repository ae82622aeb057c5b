package org.paralux.app.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paralux.proxy.admin.AdminClient;
import org.paralux.proxy.attach.ProcessStamp;
import org.paralux.proxy.attach.Standing;
import org.paralux.proxy.socket.SocketFile;

/** Who listens at the path, and whose it is. */
final class StandingCheck implements Check {
    @Override
    public String name() {
        return "listener";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Standing standing = Standing.of(patient.names());
        List<Finding> findings = new ArrayList<>();
        if (standing.isAttached()) {
            attached(patient, standing, findings);
        } else {
            direct(patient, standing, findings);
        }
        return findings;
    }

    private void direct(Patient patient, Standing standing, List<Finding> findings) {
        String socket = patient.names().socket().toString();
        if (standing.socket() == null) {
            return;
        }
        if (!standing.socketListener().accepts()) {
            findings.add(Finding.wrong(
                    name(),
                    "nobody accepts on " + socket + ": its daemon is down, and this is what it left",
                    "start the daemon; 'attach' waits for it"));
            return;
        }
        long pid = standing.socketListener().pid();
        findings.add(
                Processes.isParalux(pid)
                        ? Finding.wrong(
                                name(),
                                socket + " is served by another Paralux, " + Processes.named(pid)
                                        + ", that was not attached here",
                                "stop it, or name the socket of its daemon: one proxy before another measures itself")
                        : Finding.ok(
                                name(), socket + " is served by " + Processes.named(pid) + "; nothing is attached"));
        if (standing.primary() != null) {
            findings.add(stale(patient, standing));
        }
    }

    private Finding stale(Patient patient, Standing standing) {
        String primary = patient.names().primary().toString();
        return standing.primaryListener().accepts()
                ? Finding.wrong(
                        name(),
                        primary + " is there and served by "
                                + Processes.named(standing.primaryListener().pid()) + ", though nothing is attached",
                        "stop that program; 'attach' refuses until then")
                : Finding.note(
                        name(),
                        primary + " is there and nobody accepts on it",
                        "nothing: 'attach' and '" + patient.about("detach") + "' remove it");
    }

    private void attached(Patient patient, Standing standing, List<Finding> findings) {
        ProcessStamp holder = standing.holder();
        if (holder == null || !holder.isAlive()) {
            findings.add(Finding.wrong(
                    name(),
                    "the path has the socket of a Paralux that died; clients are refused",
                    "'" + patient.about("detach") + "' gives the path back at once"));
            return;
        }
        if (!standing.primaryListener().accepts()) {
            findings.add(Finding.wrong(
                    name(),
                    "process " + holder.pid() + " is attached, and the daemon behind it is down; clients are refused",
                    "start the daemon; the proxy follows by itself"));
        } else if (!standing.socketListener().accepts()) {
            findings.add(Finding.wrong(
                    name(),
                    "process " + holder.pid() + " is attached and does not accept, though the daemon does",
                    "'" + patient.about("detach") + "', and look at the proxy's log"));
        } else {
            findings.add(Finding.ok(
                    name(),
                    "process " + holder.pid() + " is attached, before "
                            + Processes.named(standing.primaryListener().pid())));
        }
        sameAccess(standing).ifPresent(findings::add);
        findings.add(answers(patient));
    }

    private Optional<Finding> sameAccess(Standing standing) {
        SocketFile ours = standing.socket();
        SocketFile daemon = standing.primary();
        if (ours == null || daemon == null || (ours.mode() == daemon.mode() && ours.gid() == daemon.gid())) {
            return Optional.empty();
        }
        return Optional.of(Finding.wrong(
                name(),
                String.format(
                        "the proxy's socket has mode %04o and group %d, the daemon's %04o and %d",
                        ours.mode(), ours.gid(), daemon.mode(), daemon.gid()),
                "'chmod' and 'chgrp' the one that is wrong; by the path, the proxy copies it to the daemon's"));
    }

    private Finding answers(Patient patient) {
        try {
            AdminClient.get(patient.admin(), "/status");
            return Finding.ok("admin", patient.admin() + " answers");
        } catch (IOException e) {
            return Finding.wrong(
                    "admin",
                    String.valueOf(e.getMessage()),
                    "give the proxy's --state-dir or --admin; where it hangs, '" + patient.about("detach")
                            + "' takes it away all the same");
        }
    }
}
