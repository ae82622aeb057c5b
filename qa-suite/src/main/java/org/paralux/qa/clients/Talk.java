package org.paralux.qa.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A connection to a daemon that is made when it is needed, and calls over it. Not thread-safe. */
final class Talk implements AutoCloseable {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(60);
    private static final long VERSION = 3_000_000;

    private final Path socket;
    private final Random random;
    private @Nullable LuxiClient client;

    Talk(Path socket, Random random) {
        this.socket = socket;
        this.random = random;
    }

    Random random() {
        return random;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    LuxiClient connection() throws IOException {
        LuxiClient open = client;
        if (open == null) {
            open = LuxiClient.connect(socket, TIME_LIMIT);
            client = open;
        }
        return open;
    }

    /**
     * The result of a call whose arguments are given as JSON.
     *
     * @throws IOException also when the daemon answers that it failed
     */
    JsonNode call(String method, String arguments) throws IOException {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("method", method);
        request.set("args", LuxiJson.MAPPER.readTree(arguments));
        request.put("version", VERSION);
        Payload reply = connection().call(Payload.of(request.toString()));
        JsonNode answer = LuxiJson.MAPPER.readTree(reply.asInputStream());
        if (!answer.path("success").asBoolean(false)) {
            throw new IOException(method + ": the daemon answered that it failed");
        }
        return answer.path("result");
    }

    /** The connection is closed, if there is one; the next call makes a new one. */
    void hangUp() throws IOException {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
