package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.paralux.proxy.attach.ExchangeProbe;
import org.paralux.proxy.socket.PathLock;
import org.paralux.proxy.socket.SocketFile;

/** Whether this user may do in the socket's folder what attaching takes, and whether the kernel can. */
final class FolderCheck implements Check {
    private static final int ROOT = 0;
    private static final int STICKY = 01000;

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Path folder = patient.names().folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        String who = attributes.owner().getName() + ":" + attributes.group().getName();
        if (!Files.isWritable(folder)) {
            return List.of(Finding.wrong(
                    name(),
                    folder + " may not be written by this user (" + System.getProperty("user.name") + "); it is " + who,
                    "run as root, or as a member of group " + attributes.group().getName()));
        }
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            findings.add(Finding.wrong(
                    name(),
                    folder + " may be written by everybody: anyone may take the daemon's place",
                    "'chmod o-w " + folder + "'"));
        } else {
            findings.add(Finding.ok(name(), folder + " is " + who + " and may be written by this user"));
        }
        sticky(folder, findings);
        exchange(folder, findings);
        owner(patient, findings);
        lock(patient, findings);
        return findings;
    }

    private static int uid() throws IOException {
        return number(Path.of("/proc/self"), "unix:uid");
    }

    private static int number(Path file, String attribute) throws IOException {
        return (int) Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private void sticky(Path folder, List<Finding> findings) throws IOException {
        int us = uid();
        if (us != ROOT && (number(folder, "unix:mode") & STICKY) != 0 && number(folder, "unix:uid") != us) {
            findings.add(Finding.wrong(
                    name(),
                    folder + " is sticky: only owners may rename there",
                    "run as root, or 'chmod -t " + folder + "'"));
        }
    }

    private void exchange(Path folder, List<Finding> findings) throws IOException {
        try {
            findings.add(
                    ExchangeProbe.isPossibleIn(folder)
                            ? Finding.ok("exchange", "two names in " + folder + " can change places in one step")
                            : Finding.note(
                                    "exchange",
                                    "two names in " + folder + " cannot change places here (kernel before 3.15, or the"
                                            + " file system): a link and a rename are used instead, " + linkPrice(),
                                    "put the socket's folder on tmpfs, ext4, xfs or btrfs; else attach while the"
                                            + " daemon does not restart"));
        } catch (AccessDeniedException e) {
            findings.add(Finding.wrong(
                    "exchange", "no folder can be made in " + folder, "run as root, or as the folder's owner"));
        }
    }

    private static String linkPrice() throws IOException {
        Path setting = Path.of("/proc/sys/fs/protected_hardlinks");
        boolean guarded =
                Files.isReadable(setting) && Files.readString(setting).strip().equals("1");
        return guarded
                ? "which needs root or CAP_FOWNER (fs.protected_hardlinks=1)"
                : "which needs no privilege here (fs.protected_hardlinks=0)";
    }

    /** A socket of ours must be able to have the owner and group of the daemon's. */
    private void owner(Patient patient, List<Finding> findings) throws IOException {
        SocketFile socket = SocketFile.at(patient.names().socket()).orElse(null);
        int us = uid();
        if (socket == null || us == ROOT || socket.uid() == us) {
            return;
        }
        if (!socket.groupMayWhatOwnerMay()) {
            findings.add(Finding.wrong(
                    name(),
                    "the daemon's socket belongs to user " + socket.uid() + ", and its group may not do the same",
                    "run as root or as that user: sockets cannot be given away"));
        } else if (!groups().contains(String.valueOf(socket.gid()))) {
            findings.add(Finding.wrong(
                    name(),
                    "the daemon's socket has group " + socket.gid() + ", of which this user is no member",
                    "run as root or as a member of that group"));
        }
    }

    private static List<String> groups() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Groups:") || line.startsWith("Gid:"))
                .flatMap(line -> List.of(line.split("\\s+", -1)).stream().skip(1))
                .toList();
    }

    private void lock(Patient patient, List<Finding> findings) throws IOException {
        Path lock = PathLock.fileBeside(patient.names().socket());
        if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Map<String, Object> attributes = Files.readAttributes(lock, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int owner = (int) Objects.requireNonNull(attributes.get("uid"));
        int us = uid();
        boolean regular = Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS);
        if (!regular || (us != ROOT && owner != us)) {
            findings.add(Finding.wrong(
                    name(),
                    lock + (regular ? " belongs to user " + owner : " is no regular file"),
                    regular ? "run as that user or as root" : "remove it: somebody else put it there"));
        }
    }
}
