package org.paralux.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder on a small file system of its own, which only processes started {@link #inside} see. It is mounted in a
 * namespace, by root or by whoever may have a user namespace; nothing else on the machine sees the mount, and it is gone
 * with the last process inside.
 */
final class SmallDisk implements TestDisk {
    private static final String MEMORY = "mount -t tmpfs -o size=16m,mode=0750 tmpfs \"$0\"";

    /** A device, which can be frozen. Only root may mount one. */
    private static final String DEVICE =
            "truncate -s 32m \"$1\" && mke2fs -q -t ext4 -m 0 \"$1\" && mount -o loop \"$1\" \"$0\" && chmod 0750 \"$0\"";

    private final Path folder;
    private final Process keeper;
    private boolean frozen;

    private SmallDisk(Path folder, Process keeper) {
        this.folder = folder;
        this.keeper = keeper;
    }

    /** @param folder that is there */
    static SmallDisk inMemory(Path folder) throws IOException {
        return mounted(folder, MEMORY);
    }

    /** @param folder that is there */
    static SmallDisk onDevice(Path folder) throws IOException {
        return mounted(folder, DEVICE);
    }

    private static SmallDisk mounted(Path folder, String mount) throws IOException {
        Process keeper = new ProcessBuilder(
                        "unshare",
                        isRoot() ? "-m" : "-rm",
                        "sh",
                        "-c",
                        mount + " && echo mounted && exec cat",
                        folder.toString(),
                        folder.resolveSibling("device").toString())
                .redirectErrorStream(true)
                .start();
        byte[] answer = keeper.getInputStream().readNBytes("mounted\n".length());
        if (!new String(answer, StandardCharsets.UTF_8).equals("mounted\n")) {
            keeper.destroyForcibly();
            throw new IOException("no file system can be mounted (expected: root, or user namespaces)");
        }
        return new SmallDisk(folder, keeper);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Override
    public List<String> inside() {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(keeper.pid()), "--mount"));
        if (!isRoot()) {
            words.addAll(List.of("--user", "--preserve-credentials"));
        }
        return words;
    }

    @Override
    public Path seen(Path path) {
        return Path.of("/proc", String.valueOf(keeper.pid()), "root")
                .resolve(path.toString().substring(1));
    }

    @Override
    public void fill(long pid) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    @Override
    public void clear(long pid) throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return seen(folder).resolve("ballast");
    }

    @Override
    public void makeReadOnly() throws IOException, InterruptedException {
        // Busy while a file is open that was opened between the two steps.
        runInside(
                "mount --bind \"$0\" \"$0\" && tries=0;"
                        + " until mount -o remount,ro,bind \"$0\"; do tries=$((tries + 1)); [ $tries -lt 1000 ] || exit 1; done");
    }

    @Override
    public void makeWritable() throws IOException, InterruptedException {
        runInside("umount \"$0\"");
    }

    @Override
    public void freeze() throws IOException, InterruptedException {
        runInside("fsfreeze --freeze \"$0\"");
        frozen = true;
    }

    @Override
    public void thaw() throws IOException, InterruptedException {
        frozen = false;
        runInside("fsfreeze --unfreeze \"$0\"");
    }

    @Override
    public String told(String cause) {
        return cause;
    }

    private void runInside(String script) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(inside());
        words.addAll(List.of("sh", "-c", script, folder.toString()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(script + ": " + said);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (frozen) {
                thaw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        keeper.destroyForcibly().onExit().join();
    }
}
