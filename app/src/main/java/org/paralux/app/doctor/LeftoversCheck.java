package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.paralux.proxy.attach.ProcessStamp;
import org.paralux.proxy.attach.SocketNames;
import org.paralux.proxy.attach.Standing;

/** What processes that died left in the socket's folder. */
final class LeftoversCheck implements Check {
    @Override
    public String name() {
        return "leftovers";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Standing standing = Standing.of(patient.names());
        ProcessStamp holder = standing.holder();
        boolean busy = holder != null && holder.isAlive();
        List<Finding> findings = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(patient.names().folder())) {
            for (Path name : all) {
                if (SocketNames.isRoom(name) && !(busy && standing.isClaimed(name))) {
                    findings.add(room(patient, standing, name));
                }
            }
        }
        if (holder != null && !busy && !standing.isAttached()) {
            findings.add(Finding.note(
                    name(),
                    "process " + holder.pid() + " died attached, and the path is not its any more",
                    "nothing: the next 'attach' or 'detach' forgets it"));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(
                        name(), "nothing is left over in " + patient.names().folder()))
                : findings;
    }

    private Finding room(Patient patient, Standing standing, Path room) {
        String mayHold = standing.isClaimed(room)
                ? "the socket of the daemon may be in it"
                : "a program that was killed made a socket ready in it";
        return Finding.wrong(
                name(),
                room + " is left over: " + mayHold,
                "'" + patient.about("detach")
                        + "' removes it; if it does not, it belongs to another socket's proxy, or to"
                        + " somebody else: look into it");
    }
}
