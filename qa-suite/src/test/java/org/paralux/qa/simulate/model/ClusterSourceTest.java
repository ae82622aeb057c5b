package org.paralux.qa.simulate.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSourceTest {
    private static final Duration LAG = Duration.ofSeconds(10);

    private @TempDir Path folder;
    private Instant now = Instant.now();

    private static List<String> tags(ClusterImage image) {
        return image.settings().path("tags").values().stream()
                .map(tag -> tag.asString())
                .toList();
    }

    private static void tag(ClusterSource source, String tag) {
        source.change(
                tree -> tree.withObjectProperty("cluster").putArray("tags").add(tag));
    }

    @Test
    void aReaderThatLagsSeesAChangeLaterAndNothingInBetween() {
        ClusterSource source = ClusterSource.ofSample(() -> now);
        List<String> before = tags(source.visible(LAG));
        tag(source, "one");
        now = now.plusSeconds(1);
        tag(source, "two");
        assertEquals(List.of("two"), tags(source.visible(Duration.ZERO)));
        assertEquals(before, tags(source.visible(LAG)));
        now = now.plusSeconds(9);
        assertEquals(List.of("one"), tags(source.visible(LAG)));
        now = now.plusSeconds(1);
        assertEquals(List.of("two"), tags(source.visible(LAG)));
    }

    @Test
    void aFileIsReadAgainWhenItChangesAndItsLagCountsFromTheWrite() throws IOException {
        Path file = folder.resolve("config.data");
        ClusterSource.writeSample(file);
        ClusterSource source = ClusterSource.ofFile(file, () -> now);
        assertEquals(12, source.visible(Duration.ZERO).instances().size());
        tag(source, "written");
        now = now.plusSeconds(3600);
        assertEquals(List.of("written"), tags(source.visible(LAG)));
        assertEquals(
                List.of("written"), tags(ClusterSource.ofFile(file, () -> now).visible(Duration.ZERO)));
    }

    @Test
    void aFileThatCannotBeServedIsNamedWithWhatWasExpected() throws IOException {
        Path file = folder.resolve("config.data");
        assertTrue(failure(file).contains(file + ": no such file"), failure(file));
        Files.writeString(file, "{\"cluster\": ");
        assertTrue(failure(file).contains("not JSON"), failure(file));
        Files.writeString(file, "{\"cluster\": {}}");
        assertTrue(failure(file).contains("section 'nodes' is missing (expected: a config.data"), failure(file));
    }

    private String failure(Path file) {
        String message = assertThrows(ClusterException.class, () -> ClusterSource.ofFile(file, () -> now))
                .getMessage();
        return message == null ? "" : message;
    }

    @Test
    void theConfigurationOfARealClusterIsNeverWritten() throws IOException {
        Path file = folder.resolve("config.data");
        ClusterSource.writeSample(file);
        Files.writeString(folder.resolve("ssconf_cluster_name"), "real");
        byte[] before = Files.readAllBytes(file);
        ClusterSource source = ClusterSource.ofFile(file, () -> now);
        assertThrows(ClusterException.class, () -> tag(source, "written"));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void withoutRuntimeStateWhatShouldRunDoes() throws IOException {
        Path file = folder.resolve("config.data");
        ClusterSource.writeSample(file);
        Files.delete(Path.of(file + ".runtime.json"));
        ClusterImage image = ClusterSource.ofFile(file, () -> now).visible(Duration.ZERO);
        for (Instance instance : image.instances()) {
            Node node = image.nodeByUuid(instance.primaryNodeUuid());
            boolean shouldRun = instance.adminState().equals("up") && node != null && !node.offline();
            assertEquals(shouldRun, image.runtime().guest(instance).isPresent(), instance.name());
        }
    }
}
