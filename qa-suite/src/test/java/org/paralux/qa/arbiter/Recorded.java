package org.paralux.qa.arbiter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.paralux.luxi.LuxiJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was recorded from a real daemon, and the files that such a daemon must have had. */
final class Recorded {
    private static final String FOLDER = "/org/paralux/qa/simulate/";

    /** They were asked while jobs ran. */
    private static final List<String> WHILE_SOMETHING_RAN =
            List.of("wait.", "submit.", "cancel.", "priority.", "archive.", "autoarchive.", "proto.args-");

    private Recorded() {}

    record Exchange(JsonNode request, JsonNode result) {}

    /** The successful ones, each with one request. */
    static List<Exchange> answers() throws IOException {
        List<Exchange> answers = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(resource("recorded-exchanges.jsonl"), StandardCharsets.UTF_8))) {
            for (String text : lines.lines().toList()) {
                JsonNode line = LuxiJson.MAPPER.readTree(text);
                String name = line.path("name").asString("");
                if (WHILE_SOMETHING_RAN.stream().noneMatch(name::startsWith)) {
                    add(line, answers);
                }
            }
        }
        return answers;
    }

    private static void add(JsonNode line, List<Exchange> answers) {
        String[] requests = line.path("request").asString("").split("\u0003", 0);
        String[] responses = line.path("response").asString("").split("\u0003", 0);
        for (int i = 0; i < Math.min(requests.length, responses.length); i++) {
            try {
                JsonNode request = LuxiJson.MAPPER.readTree(requests[i]);
                JsonNode response = LuxiJson.MAPPER.readTree(responses[i]);
                if (response.path("success").asBoolean(false)) {
                    answers.add(new Exchange(request, response.path("result")));
                }
            } catch (JacksonException e) {
                // Recorded as what it is: no JSON.
            }
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Recorded.class.getResourceAsStream(FOLDER + name), name);
    }

    /** Writes the configuration there, and a file for each job that was seen in full. */
    static Path writeFiles(Path folder) throws IOException {
        Path configuration = folder.resolve("config.data");
        try (InputStream in = resource("recorded-cluster.json")) {
            Files.copy(in, configuration);
        }
        Path queue = Files.createDirectories(folder.resolve("queue"));
        for (Exchange exchange : answers()) {
            List<String> fields = exchange.result().path("fields").values().stream()
                    .map(each -> each.path("name").asString(""))
                    .toList();
            if (fields.contains("ops") && fields.contains("oplog")) {
                for (JsonNode row : exchange.result().path("data")) {
                    writeJob(queue, fields, row);
                }
            }
        }
        return configuration;
    }

    private static JsonNode value(List<String> fields, JsonNode row, String field) {
        return row.path(fields.indexOf(field)).path(1);
    }

    private static void writeJob(Path queue, List<String> fields, JsonNode row) throws IOException {
        JsonNode ops = value(fields, row, "ops");
        if (!ops.isArray()) {
            return;
        }
        ObjectNode job = LuxiJson.MAPPER.createObjectNode();
        job.set("id", value(fields, row, "id"));
        job.set("received_timestamp", value(fields, row, "received_ts"));
        job.set("start_timestamp", value(fields, row, "start_ts"));
        job.set("end_timestamp", value(fields, row, "end_ts"));
        ArrayNode operations = job.putArray("ops");
        for (int i = 0; i < ops.size(); i++) {
            ObjectNode operation = operations.addObject();
            operation.set("input", ops.path(i));
            operation.set("status", value(fields, row, "opstatus").path(i));
            operation.set("result", value(fields, row, "opresult").path(i));
            operation.set("log", value(fields, row, "oplog").path(i));
            operation.set("priority", value(fields, row, "oppriority").path(i));
            operation.set("start_timestamp", value(fields, row, "opstart").path(i));
            operation.set("exec_timestamp", value(fields, row, "opexec").path(i));
            operation.set("end_timestamp", value(fields, row, "opend").path(i));
        }
        boolean archived = value(fields, row, "archived").asBoolean(false);
        Path place = archived ? Files.createDirectories(queue.resolve("archive/0")) : queue;
        Files.writeString(place.resolve("job-" + job.path("id").asString()), job.toString());
    }
}
