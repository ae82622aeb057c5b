package org.paralux.proxy;

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
 * What the primary says of itself and its cluster, for the head of a run's record.
 *
 * @param cluster the cluster's name; null where the primary did not say
 * @param release the version of Ganeti that answers; null likewise
 */
record PrimaryFacts(@Nullable String cluster, @Nullable String release) {
    private static final Logger LOGGER = LoggerFactory.getLogger(PrimaryFacts.class);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
    private static final Payload CLUSTER_INFO = Payload.of("{\"method\":\"QueryClusterInfo\",\"args\":[]}");

    /** Asks one query. Waits two seconds at most; a primary that is down, hung or odd gives nulls. */
    static PrimaryFacts ask(Path primary) {
        try (LuxiClient client = LuxiClient.connect(primary, TIME_LIMIT);
                JsonParser reply = LuxiJson.parser(client.call(CLUSTER_INFO))) {
            JsonNode result = LuxiJson.MAPPER.readTree(reply).path("result");
            return new PrimaryFacts(text(result.path("name")), text(result.path("software_version")));
        } catch (IOException | JacksonException e) {
            LOGGER.atInfo().addKeyValue("primary", primary).log("primary does not say which cluster it serves");
            return new PrimaryFacts(null, null);
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
