package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.paralux.proxy.attach.ProcessStamp;
import org.paralux.proxy.attach.Standing;

/** Where records are kept: who may, who does, and what room there is. */
final class StateDirCheck implements Check {
    private static final long MEBIBYTE = 1 << 20;
    private static final int FLOOR_SHARE = 10;
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "state-dir";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Path stateDir = patient.stateDir();
        Path there = nearest(stateDir);
        if (!Files.isDirectory(there)) {
            return List.of(Finding.wrong(name(), there + " is no folder", "give another by --state-dir"));
        }
        if (!Files.isWritable(there)) {
            findings.add(Finding.wrong(
                    name(),
                    there + " may not be written by this user (" + System.getProperty("user.name") + ")",
                    "run as the proxy's user, or give another folder by --state-dir"));
        } else if (Files.getPosixFilePermissions(there).contains(PosixFilePermission.OTHERS_WRITE)
                && there.equals(stateDir)) {
            findings.add(Finding.wrong(
                    name(),
                    stateDir + " may be written by everybody: what is kept there proves nothing",
                    "'chmod o-w " + stateDir + "'"));
        } else {
            findings.add(Finding.ok(
                    name(), there.equals(stateDir) ? stateDir + " may be written" : stateDir + " can be made"));
        }
        disk(patient, there, findings);
        writer(patient, findings);
        future(stateDir, findings);
        return findings;
    }

    private static Path nearest(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static void disk(Patient patient, Path folder, List<Finding> findings) throws IOException {
        FileStore store = Files.getFileStore(folder);
        long floor = Math.min(patient.freeBytes(), store.getTotalSpace() / FLOOR_SHARE);
        long free = store.getUsableSpace();
        String said = free / MEBIBYTE + " MiB are free for " + folder;
        findings.add(
                store.isReadOnly()
                        ? Finding.wrong("disk", folder + " is on a read-only file system", "mount it for writing")
                        : free < floor
                                ? Finding.wrong(
                                        "disk",
                                        said + ", and " + floor / MEBIBYTE
                                                + " MiB are left to others: nothing would be recorded",
                                        "make room, or lower audit.min-free")
                                : Finding.ok("disk", said));
    }

    private void writer(Patient patient, List<Finding> findings) throws IOException {
        Path lock = patient.stateDir().resolve("audit").resolve("lock");
        if (!Files.isReadable(lock)) {
            return;
        }
        String pid = Files.readString(lock).strip();
        ProcessStamp holder = Standing.of(patient.names()).holder();
        boolean isOurs = holder != null && pid.equals(String.valueOf(holder.pid()));
        boolean lives = pid.matches("\\d{1,9}") && Processes.isParalux(Long.parseLong(pid));
        if (lives && !isOurs) {
            findings.add(Finding.wrong(
                    name(),
                    patient.stateDir() + " is written by another Paralux, process " + pid,
                    "give each proxy a --state-dir of its own"));
        }
    }

    /** Time that went backwards makes a log whose order cannot be told. */
    private static void future(Path stateDir, List<Finding> findings) throws IOException {
        Path audit = stateDir.resolve("audit");
        if (!Files.isDirectory(audit) || !Files.isReadable(audit)) {
            return;
        }
        Instant latest = Instant.now().plus(TOLERANCE);
        Optional<Path> ahead;
        try (Stream<Path> files = Files.list(audit)) {
            ahead = files.filter(file -> modified(file).isAfter(latest)).findAny();
        }
        ahead.ifPresent(file -> findings.add(Finding.wrong(
                "clock",
                "the clock is at " + Instant.now() + ", and " + file + " was written at " + modified(file),
                "set the clock right, before anything is recorded")));
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.MIN;
        }
    }
}
