package org.paralux.app.doctor;

import java.io.IOException;
import java.util.List;
import org.paralux.proxy.attach.ProcessStamp;
import org.paralux.proxy.attach.Standing;

/** Whether an attached proxy is watched. */
final class GuardianCheck implements Check {
    @Override
    public String name() {
        return "guardian";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Standing standing = Standing.of(patient.names());
        ProcessStamp holder = standing.holder();
        if (!standing.isAttached() || holder == null || !holder.isAlive()) {
            return List.of();
        }
        List<Long> guardians = Processes.running(
                "GuardianMain",
                List.of(
                        patient.names().socket().toString(),
                        String.valueOf(holder.pid()),
                        String.valueOf(holder.startTicks())));
        return guardians.isEmpty()
                ? List.of(Finding.wrong(
                        name(),
                        "process " + holder.pid() + " has no guardian: should it be killed, nobody gives the path back",
                        "attach anew: '" + patient.about("detach") + "', then start the proxy again"))
                : List.of(Finding.ok(name(), "process " + guardians.getFirst() + " watches process " + holder.pid()));
    }
}
