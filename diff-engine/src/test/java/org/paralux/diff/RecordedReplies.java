package org.paralux.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.paralux.luxi.Framing;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import tools.jackson.databind.JsonNode;

/**
 * A query recorded with a {@code ganeti-luxid} 3.0.2, and its reply; the exchanges are those of the tests of {@code luxi}.
 *
 * @param query none where the request was no query
 */
record RecordedReplies(String name, Optional<Query> query, Payload reply) {
    private static final String FILE = "/recorded/luxid-3.0.2.jsonl";
    private static final List<RecordedReplies> ALL = load();

    static List<RecordedReplies> all() {
        return ALL;
    }

    static RecordedReplies named(String name) {
        return ALL.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not recorded: " + name));
    }

    private static List<RecordedReplies> load() {
        try (InputStream file = Objects.requireNonNull(RecordedReplies.class.getResourceAsStream(FILE), FILE)) {
            List<RecordedReplies> all = new ArrayList<>();
            new String(file.readAllBytes(), UTF_8).lines().forEach(line -> addTo(all, LuxiJson.MAPPER.readTree(line)));
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addTo(List<RecordedReplies> all, JsonNode line) {
        List<Payload> requests = Framing.split(bytes(line, "request"));
        List<Payload> replies = Framing.split(bytes(line, "response"));
        for (int i = 0; i < replies.size(); i++) {
            Optional<Query> query = i < requests.size() ? Query.in(requests.get(i)) : Optional.empty();
            all.add(new RecordedReplies(line.path("name").asString(), query, replies.get(i)));
        }
    }

    private static byte[] bytes(JsonNode line, String key) {
        boolean isLatin1 = line.path("encoding").asString("").contains(key + ": latin-1");
        return line.path(key).asString("").getBytes(isLatin1 ? ISO_8859_1 : UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
