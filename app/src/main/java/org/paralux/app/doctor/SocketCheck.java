package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.paralux.proxy.socket.SocketFile;

/** What is at the path. */
final class SocketCheck implements Check {
    private static final int WORLD_WRITABLE = 02;

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Path socket = patient.names().socket();
        if (!Files.isDirectory(patient.names().folder())) {
            return List.of(Finding.wrong(
                    name(),
                    patient.names().folder() + " is no folder",
                    "name the socket of a daemon by --socket; Ganeti has them in /run/ganeti/socket"));
        }
        if (Files.isSymbolicLink(socket)) {
            return List.of(Finding.wrong(
                    name(),
                    socket + " is a link to " + Files.readSymbolicLink(socket),
                    "name the socket itself: what is behind a link can be changed by whoever made it"));
        }
        return SocketFile.at(socket)
                .map(file -> List.of(found(socket, file)))
                .orElseGet(() -> List.of(Finding.wrong(
                        name(), socket + " is not there", "start the daemon, or name another socket by --socket")));
    }

    private Finding found(Path socket, SocketFile file) {
        String access =
                String.format("%s has mode %04o, owner %d, group %d", socket, file.mode(), file.uid(), file.gid());
        return (file.mode() & WORLD_WRITABLE) == 0
                ? Finding.ok(name(), access)
                : Finding.note(
                        name(),
                        access + ": every user of this host may give the daemon commands",
                        "'chmod o= " + socket + "', unless that is meant; the proxy gets the same mode");
    }
}
