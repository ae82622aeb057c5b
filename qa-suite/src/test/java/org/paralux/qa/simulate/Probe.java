package org.paralux.qa.simulate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;

/** Calls over one connection, for tests. */
final class Probe implements AutoCloseable {
    static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    final LuxiClient client;

    Probe(Path socket) throws IOException {
        client = LuxiClient.connect(socket, TIME_LIMIT);
    }

    static String request(String method, String arguments) {
        return "{\"method\": \"%s\", \"args\": %s}".formatted(method, arguments);
    }

    /** The reply as it came. */
    String raw(String request) throws IOException {
        return text(client.call(Payload.of(request)));
    }

    JsonNode call(String method, String arguments) throws IOException {
        return LuxiJson.MAPPER.readTree(raw(request(method, arguments)));
    }

    JsonNode result(String method, String arguments) throws IOException {
        JsonNode reply = call(method, arguments);
        if (!reply.path("success").asBoolean(false)) {
            throw new AssertionError(method + arguments + ": " + reply);
        }
        return reply.path("result");
    }

    /** Class and code of a failure. */
    String failure(String method, String arguments) throws IOException {
        JsonNode reply = call(method, arguments);
        return reply.path("success").asBoolean(true)
                ? "success"
                : reply.path("result").path(0).asString("text") + "/"
                        + reply.path("result").path(1).path(1).asString("");
    }

    static String text(Payload payload) {
        return new String(payload.toByteArray(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
