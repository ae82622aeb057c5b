package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A second cluster on this host that begins as a copy of the running one, by the script of {@code paralux.ganeti.cluster}.
 * What is changed in it, the first does not know.
 */
final class SecondGaneti {
    private final Path folder;
    private final Path root;

    private SecondGaneti(Path folder, Path root) {
        this.folder = folder;
        this.root = root;
    }

    /** Made anew, and answering. */
    static SecondGaneti up(Path folder) throws IOException, InterruptedException {
        run(folder, "wipe");
        run(folder, "up");
        String root = run(folder, "env").replaceAll("(?s).*GANETI_ROOTDIR=(\\S+).*", "$1");
        return new SecondGaneti(folder, Path.of(root));
    }

    private static String run(Path folder, String... words) throws IOException, InterruptedException {
        @Nullable String script = System.getProperty("paralux.ganeti.cluster");
        assertTrue(
                script != null && !script.isEmpty(),
                "paralux.ganeti.cluster: not set (expected: the script that runs a second cluster)");
        List<String> command = new ArrayList<>(List.of(script, "second"));
        command.addAll(List.of(words));
        Path out = Files.createTempFile(folder, "second", "");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> command + ": has not ended within 60 s");
        String said = Files.readString(out);
        assertEquals(0, process.exitValue(), () -> command + ": " + said);
        return said;
    }

    Path socket() {
        return root.resolve("var/run/ganeti/socket/ganeti-query");
    }

    /** Changes its configuration while it is down. */
    void edit(String python) throws IOException, InterruptedException {
        run(folder, "edit", Files.writeString(folder.resolve("edit.py"), python).toString());
    }

    void down() throws IOException, InterruptedException {
        run(folder, "down");
    }

    /** Adds a tag to a node by a new configuration file in place of the old one, under the running daemon. */
    void addTag(String node, String tag) throws IOException {
        replaceConfiguration(configuration -> tagsOf(node, configuration).add(tag));
    }

    /** Takes it away likewise. */
    void removeTag(String node, String tag) throws IOException {
        replaceConfiguration(configuration ->
                tagsOf(node, configuration).removeIf(each -> each.asString().equals(tag)));
    }

    private static ArrayNode tagsOf(String node, ObjectNode configuration) {
        for (JsonNode each : configuration.path("nodes")) {
            if (each.path("name").asString().equals(node)) {
                return ((ObjectNode) each).withArrayProperty("tags");
            }
        }
        throw new AssertionError(node + ": no such node in the second cluster");
    }

    private void replaceConfiguration(Consumer<ObjectNode> change) throws IOException {
        Path file = root.resolve("var/lib/ganeti/config.data");
        Path next = file.resolveSibling("config.data.next");
        ObjectNode configuration = (ObjectNode) LuxiJson.MAPPER.readTree(Files.readString(file));
        change.accept(configuration);
        configuration.put("serial_no", configuration.path("serial_no").asLong() + 1);
        // A copy has the owner and the mode that the daemon needs.
        Files.copy(file, next, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(next, LuxiJson.MAPPER.writeValueAsString(configuration));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends it, and leaves nothing of it. */
    void wipe() throws IOException, InterruptedException {
        run(folder, "wipe");
    }
}
