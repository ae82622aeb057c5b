package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.arbiter.Arbiter;
import org.paralux.qa.arbiter.ClusterFiles;
import org.paralux.qa.arbiter.Opinion;
import tools.jackson.databind.JsonNode;

/** What the arbiter reads in a real cluster's files is what its daemon says, wherever it says anything. */
@OnRealGaneti
class RealGanetiArbiterTest {
    private static final Path FILES = Path.of("/var/lib/ganeti");
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final int MANY = 1000;

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> silent = new TreeSet<>();
    private int agreed;
    private int abstained;

    @Test
    void theFilesSayWhatTheDaemonSays(@TempDir Path folder) throws IOException {
        Files.copy(FILES.resolve("config.data"), folder.resolve("config.data"));
        copy(FILES.resolve("queue"), folder.resolve("queue"));
        ClusterFiles files = Arbiter.of(folder.resolve("config.data"), null).files();
        for (String resource : Arbiter.RESOURCES) {
            if (!resource.equals("cluster")) {
                compare(files, resource);
            }
        }
        JsonNode info = ask("{\"method\": \"QueryClusterInfo\", \"args\": []}");
        info.properties()
                .forEach(member -> judge(
                        "cluster",
                        "",
                        member.getKey(),
                        files.opinion("cluster", "", member.getKey()),
                        normal(member.getValue())));
        System.out.println(agreed + " cells as in the files, " + abstained + " of which nothing was said: " + silent);
        assertEquals(List.of(), wrong.subList(0, Math.min(wrong.size(), 30)), () -> wrong.size() + " wrong");
        assertTrue(agreed > MANY, () -> agreed + " cells");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void compare(ClusterFiles files, String resource) throws IOException {
        List<String> fields = Arbiter.fields(resource);
        String names = LuxiJson.MAPPER.writeValueAsString(fields);
        JsonNode data = ask("{\"method\": \"Query\", \"args\": [\"" + resource + "\", " + names + ", null]}")
                .path("data");
        String key = resource.equals("job") ? "id" : resource.equals("filter") ? "uuid" : "name";
        int column = fields.indexOf(key);
        for (JsonNode row : data) {
            String name = row.path(column).path(1).asString("");
            List<Opinion> opinions = files.opinions(resource, name, fields);
            for (int i = 0; i < fields.size(); i++) {
                judge(resource, name, fields.get(i), opinions.get(i), row.path(i));
            }
        }
        assertTrue(!data.isEmpty(), () -> resource + ": no rows");
    }

    private static JsonNode normal(JsonNode value) {
        return LuxiJson.MAPPER.createArrayNode().add(0).add(value);
    }

    private void judge(String resource, String row, String field, Opinion opinion, JsonNode cell) {
        switch (opinion) {
            case Opinion.Abstains(String why) -> {
                abstained++;
                silent.add(resource + " " + field + ": " + why);
            }
            case Opinion.Says says -> {
                if (says.isSaidBy(cell)) {
                    agreed++;
                } else {
                    wrong.add(resource + " " + row + " " + field + ": " + cell + ", the files: "
                            + says.cell().toJson() + " at " + says.place().text());
                }
            }
        }
    }

    private static JsonNode ask(String request) throws IOException {
        try (LuxiClient client = LuxiClient.connect(RealGaneti.socket(), TIME_LIMIT)) {
            client.send((request + "\u0003").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Payload reply = client.receive();
            return LuxiJson.MAPPER.readTree(LuxiJson.parser(reply)).path("result");
        }
    }
}
