package org.paralux.proxy.epoch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * What a daemon says of itself and its cluster.
 *
 * @param cluster the cluster's name; null where the daemon did not say
 * @param release the version of Ganeti that answers; null likewise
 */
public record DaemonFacts(
        @Nullable String cluster, @Nullable String release) {
    private static final Logger LOGGER = LoggerFactory.getLogger(DaemonFacts.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
    private static final Payload CLUSTER_INFO = Payload.of("{\"method\":\"QueryClusterInfo\",\"args\":[]}");

    /** Asks one query. Waits two seconds at most; a daemon that is down, hung or odd gives nulls. */
    public static DaemonFacts ask(Path daemon) {
        try (LuxiClient client = LuxiClient.connect(daemon, TIME_LIMIT);
                JsonParser reply = LuxiJson.parser(client.call(CLUSTER_INFO))) {
            JsonNode result = LuxiJson.MAPPER.readTree(reply).path("result");
            return new DaemonFacts(text(result.path("name")), text(result.path("software_version")));
        } catch (IOException | JacksonException e) {
            LOGGER.atInfo().addKeyValue("socket", daemon).log("a daemon does not say which release it is");
            return new DaemonFacts(null, null);
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
