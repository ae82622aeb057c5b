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
final class SmallDisk implements AutoCloseable {
    private final Path folder;
    private final Process keeper;

    private SmallDisk(Path folder, Process keeper) {
        this.folder = folder;
        this.keeper = keeper;
    }

    /**
     * @param folder that is there
     * @param size as {@code 8m}
     */
    static SmallDisk on(Path folder, String size) throws IOException {
        Process keeper = new ProcessBuilder(
                        "unshare",
                        isRoot() ? "-m" : "-rm",
                        "sh",
                        "-c",
                        "mount -t tmpfs -o size=" + size + ",mode=0750 tmpfs \"$0\" && echo mounted && exec cat",
                        folder.toString())
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

    /** The program that takes another one inside. */
    List<String> inside() {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(keeper.pid()), "--mount"));
        if (!isRoot()) {
            words.addAll(List.of("--user", "--preserve-credentials"));
        }
        return words;
    }

    /** Where a path of those inside is seen from outside. */
    Path seen(Path path) {
        return Path.of("/proc", String.valueOf(keeper.pid()), "root")
                .resolve(path.toString().substring(1));
    }

    /** Takes all the room there is. */
    void fill() throws IOException {
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

    /** Gives back what {@link #fill} took. */
    void clear() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return seen(folder).resolve("ballast");
    }

    /** From now on no file is opened there for writing; those that are open go on. */
    void makeReadOnly() throws IOException, InterruptedException {
        runInside("mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\"");
    }

    void makeWritable() throws IOException, InterruptedException {
        runInside("umount \"$0\"");
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
    public void close() {
        keeper.destroyForcibly().onExit().join();
    }
}
