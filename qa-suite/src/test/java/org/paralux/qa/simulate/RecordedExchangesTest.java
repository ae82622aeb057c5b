package org.paralux.qa.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.luxi.Framing;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The embedded luxid answers as a real luxid 3.0.2 did, on a cluster that was put together from what the real one said.
 *
 * <p>Of every exchange the sort of the answer is judged: success, error with class and code, or text; the name, title
 * and kind of every field; and whether the connection is closed. Of most also each status and value. Left out are
 * documentation and the wording of errors, which are our own, and what is listed here with its reason.
 */
class RecordedExchangesTest {
    private static final Set<String> NOT_SENT = Set.of(
            // It has no end, so there is no answer.
            "proto.no-eom",
            // Recorded without its request.
            "proto.big-request",
            // The recorded answer is damaged by the daemon: it holds a raw NUL, and so is no JSON.
            "proto.utf8-filter",
            // It asks about a job whose submission was not recorded.
            "wait.archived");

    /** Judged by the sort of answer alone. */
    private static final List<String> JOBS_OF_ITS_OWN = List.of(
            // Values depend on which jobs the recorded cluster had run, on their ids and on the moment.
            "jobs.",
            "query.job.",
            "filter.job.",
            "wait.",
            "submit.",
            "cancel.",
            "priority.",
            "archive.",
            "autoarchive.",
            "query.lock.",
            "filter.lock.",
            // The daemon chose an identifier, or remembers the newest job.
            "filters.",
            "drain.submit",
            // The watcher's pause was a moment that has long passed.
            "watcher.read",
            // The build and its release.
            "cluster.info",
            "proto.args-");

    /** They differ from one moment to the next, and one is a sentence of ours. */
    private static final Set<String> MOVING_FIELDS = Set.of("mfree", "mnode", "dfree", "console");

    private static final long JOBS_BEFORE = 54;

    private static @TempDir Path folder;
    private static World world;
    private static EmbeddedDaemon daemon;

    record Recorded(String name, Payload request, Payload response, boolean closed) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Path cluster = folder.resolve("recorded-cluster.json");
        for (String suffix : List.of("", ".runtime.json")) {
            try (InputStream in = resource("recorded-cluster.json" + suffix)) {
                Files.copy(in, Path.of(cluster + suffix));
            }
        }
        world = World.of(cluster);
        for (long i = 0; i < JOBS_BEFORE; i++) {
            world.jobs().submit(List.of());
        }
        world.jobs().archive(2);
        daemon = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("s"), DaemonStyle.LUXID), world);
    }

    @AfterAll
    static void stop() throws IOException {
        daemon.close();
        world.close();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(RecordedExchangesTest.class.getResourceAsStream(name), name);
    }

    static List<Recorded> exchanges() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(resource("recorded-exchanges.jsonl"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(LuxiJson.MAPPER::readTree)
                    .map(RecordedExchangesTest::recorded)
                    .toList();
        }
    }

    private static Recorded recorded(JsonNode line) {
        String encoding = line.path("encoding").asString("");
        return new Recorded(
                line.path("name").asString(),
                Payload.wrap(line.path("request").asString().getBytes(charset(encoding.contains("request")))),
                Payload.wrap(line.path("response").asString().getBytes(charset(encoding.contains("response")))),
                line.path("closed").asBoolean(false));
    }

    private static Charset charset(boolean rawBytes) {
        return rawBytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    static Stream<Recorded> sent() throws IOException {
        return exchanges().stream().filter(recorded -> !NOT_SENT.contains(recorded.name()));
    }

    @Test
    void mostExchangesAreJudgedInFull() throws IOException {
        long inFull = sent().filter(recorded -> !isLoose(recorded)).count();
        assertTrue(inFull > 200, () -> inFull + " of them");
    }

    /** One method, so that they come in the recorded order: some set what later ones read. */
    @ParameterizedTest
    @MethodSource("sent")
    void answersAsRecorded(Recorded recorded) throws IOException {
        List<Payload> expected = Framing.split(recorded.response().toByteArray());
        List<Payload> found = new ArrayList<>();
        try (LuxiClient client = LuxiClient.connect(daemon.socket(), Probe.TIME_LIMIT)) {
            client.send(recorded.request().toByteArray());
            while (found.size() < expected.size()) {
                found.add(client.receive());
            }
            if (recorded.closed()) {
                assertNull(client.receiveOrEnd(), "the connection is open");
            }
        }
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(
                    judged(LuxiJson.MAPPER.readTree(LuxiJson.parser(expected.get(i))), isLoose(recorded)),
                    judged(LuxiJson.MAPPER.readTree(LuxiJson.parser(found.get(i))), isLoose(recorded)));
        }
    }

    private static boolean isLoose(Recorded recorded) {
        return JOBS_OF_ITS_OWN.stream().anyMatch(recorded.name()::startsWith) || isClassicQueryOfLiveData(recorded);
    }

    private static boolean isClassicQueryOfLiveData(Recorded recorded) {
        return recorded.name().startsWith("classic.nodes.")
                && Probe.text(recorded.request()).contains("mfree");
    }

    private static String judged(JsonNode reply, boolean loose) {
        JsonNode result = reply.path("result");
        if (!reply.path("success").asBoolean(false)) {
            return result.isString()
                    ? "text"
                    : result.path(0) + " " + result.path(1).path(1);
        }
        StringBuilder judged = new StringBuilder("success ");
        for (JsonNode field : result.path("fields")) {
            judged.append(((ObjectNode) field.deepCopy()).without("doc"));
        }
        if (loose) {
            return judged.toString();
        }
        return judged.append(result.has("data") ? steadyRows(result) : result.has("fields") ? "" : sorted(result))
                .toString();
    }

    private static String steadyRows(JsonNode result) {
        List<String> names = result.path("fields").values().stream()
                .map(field -> field.path("name").asString())
                .toList();
        List<String> rows = new ArrayList<>();
        for (JsonNode row : result.path("data")) {
            rows.add(IntStream.range(0, names.size())
                    .mapToObj(i -> MOVING_FIELDS.contains(names.get(i))
                            ? row.path(i).path(0).toString()
                            : sorted(row.path(i)))
                    .toList()
                    .toString());
        }
        return String.join("\n", rows);
    }

    /** As text in which the order of members and the way of writing a number play no part. */
    private static String sorted(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + "=" + sorted(member.getValue()))
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value.isArray()) {
            return value.values().stream()
                    .map(RecordedExchangesTest::sorted)
                    .toList()
                    .toString();
        }
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.toString();
    }
}
