package org.paralux.qa.simulate.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.DirectDaemon;
import org.paralux.qa.simulate.World;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A daemon answers from a file of an older format as from one of today with the same content. */
class ConfigurationFormatTest {
    private static final List<String> RESOURCES = List.of("node", "group", "instance", "network", "filter");

    @TempDir
    private Path folder;

    private JsonNode today() throws IOException {
        Path file = folder.resolve("today");
        ClusterSource.writeSample(file);
        return LuxiJson.MAPPER.readTree(Files.readString(file));
    }

    /** All fields of all objects, and the cluster's settings. */
    private List<JsonNode> answers(String name, JsonNode tree) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(name), tree.toString());
        List<JsonNode> answers = new ArrayList<>();
        try (World world = World.of(file)) {
            DirectDaemon daemon = new DirectDaemon(world, AnswerOptions.of(DaemonStyle.LUXID));
            for (String resource : RESOURCES) {
                JsonNode fields = ask(daemon, "QueryFields", "[\"" + resource + "\", null]")
                        .path("fields");
                String names = fields.values().stream()
                        .map(field -> field.path("name").toString())
                        .toList()
                        .toString();
                JsonNode data = ask(daemon, "Query", "[\"" + resource + "\", " + names + ", null]")
                        .path("data");
                assertFalse(data.isEmpty() && !resource.equals("filter"), resource);
                answers.addAll(data.values());
            }
            ObjectNode info = (ObjectNode) ask(daemon, "QueryClusterInfo", "[]");
            info.remove(List.of("protocol_version", "config_version"));
            answers.add(info);
        }
        return answers;
    }

    private static JsonNode ask(DirectDaemon daemon, String method, String arguments) throws InterruptedException {
        Payload reply = daemon.reply(Payload.of("{\"method\":\"" + method + "\",\"args\":" + arguments + "}"));
        JsonNode tree = LuxiJson.MAPPER.readTree(String.valueOf(text(reply)));
        assertTrue(tree.path("success").asBoolean(false), () -> method + arguments + ": " + tree);
        return tree.path("result");
    }

    private static String text(@org.jspecify.annotations.Nullable Payload reply) {
        return reply == null ? "" : new String(reply.toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void anOlderFormatIsAnsweredAsTodays(OldFormat format) throws Exception {
        JsonNode today = today();
        JsonNode old = format.of(today);
        assertFalse(old.equals(today));
        List<JsonNode> expected = answers("a", format.withoutWhatItCannotSay(today));
        List<JsonNode> found = answers("b", old);
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), found.get(i));
        }
    }

    @Test
    void theLayoutOfTheFileIsTold() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c"), OldFormat.V2_7.of(today()).toString());
        ClusterImage image = ClusterSource.ofFile(file, InstantSource.system()).visible(java.time.Duration.ZERO);
        assertEquals(new FileLayout(true, true, true), image.layout());
        Instance any = image.instances().getFirst();
        assertEquals(any.name(), image.layout().key(any));
        NodeGroup group = image.groups().getFirst();
        assertEquals(group.uuid(), image.layout().key(group));
    }

    /** The limits that a cluster or a group sets, in the form of before 2.8. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"min":{"cpu-count":1},"max":{"cpu-count":8},"std":{"cpu-count":2}} | {"minmax":[{"min":{"cpu-count":1},"max":{"cpu-count":8}}]}
            {"max":{},"vcpu-ratio":4.0} | {"vcpu-ratio":4.0}
            {"minmax":[{"min":{"cpu-count":1}}]} | {"minmax":[{"min":{"cpu-count":1}}]}
            """)
    void limitsBecomePairs(String old, String expected) throws IOException {
        ObjectNode tree = (ObjectNode) today().deepCopy();
        ObjectNode group =
                (ObjectNode) tree.path("nodegroups").values().iterator().next();
        group.set("ipolicy", LuxiJson.MAPPER.readTree(old));
        ConfigurationFormat.read("f", tree);
        assertEquals(LuxiJson.MAPPER.readTree(expected), group.path("ipolicy"));
    }

    @ParameterizedTest
    @ValueSource(longs = {2_060_000, 3_020_000, 1})
    void anotherReleaseIsRefused(long version) throws IOException {
        ObjectNode tree = (ObjectNode) today();
        tree.put("version", version);
        ClusterException refused = assertThrows(ClusterException.class, () -> ConfigurationFormat.read("f", tree));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("cluster file f: version " + version + " (expected: "));
    }
}
