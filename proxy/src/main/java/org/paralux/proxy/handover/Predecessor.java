package org.paralux.proxy.handover;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminClient;
import org.paralux.proxy.attach.ProcessStamp;
import tools.jackson.databind.JsonNode;

/**
 * The process whose path is taken. From the moment that it agreed it writes no log.
 *
 * @param process it
 */
public record Predecessor(ProcessStamp process) {
    /** It ends its trials and seals its log first. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * Asks it to hand over.
     *
     * @param admin its admin socket
     * @throws IOException in one line, when nobody answers there, or it does not agree
     */
    public static Predecessor ask(Path admin) throws IOException {
        JsonNode answer = LuxiJson.MAPPER.readTree(AdminClient.post(admin, HandOver.VERB, "", PATIENCE));
        return new Predecessor(new ProcessStamp(
                answer.path("pid").asLong(), answer.path("startTicks").asLong()));
    }
}
