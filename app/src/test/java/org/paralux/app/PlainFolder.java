package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A folder where nobody may mount anything. No room is a limit of the process to the size of its files, which is a failure
 * like any other to the proxy. It does not freeze: a queue of a few records is too slow by itself.
 */
record PlainFolder(Path folder) implements TestDisk {
    @Override
    public List<String> inside() {
        return List.of();
    }

    @Override
    public Path seen(Path path) {
        return path;
    }

    @Override
    public void fill(long pid) throws IOException, InterruptedException {
        limitFiles(pid, "1");
    }

    @Override
    public void clear(long pid) throws IOException, InterruptedException {
        limitFiles(pid, "unlimited");
    }

    private static void limitFiles(long pid, String bytes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("prlimit", "--pid", String.valueOf(pid), "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("prlimit: exit code " + process.exitValue());
        }
    }

    @Override
    public void makeReadOnly() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-x---"));
    }

    @Override
    public void makeWritable() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    }

    @Override
    public void freeze() {}

    @Override
    public void thaw() {}

    @Override
    public String told(String cause) {
        return cause.startsWith("disk-") ? "disk-error" : cause;
    }

    @Override
    public void close() throws IOException {
        makeWritable();
    }
}
