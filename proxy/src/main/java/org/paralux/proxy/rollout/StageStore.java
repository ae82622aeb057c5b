package org.paralux.proxy.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.kept.StateFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the stages over a restart, in {@code stages.json} of the state folder: whole or not at all.
 *
 * <p>Used by one thread at a time.
 */
final class StageStore {
    private static final int VERSION = 1;

    private final Path file;

    /**
     * What was kept.
     *
     * @param host where the stages were in force: they never travel to another
     * @param epoch in which they were: what is another build by now has shown nothing
     */
    record Kept(StageTable table, String host, String epoch) {}

    StageStore(Path stateDir) {
        this.file = stateDir.resolve("stages.json");
    }

    /**
     * What was kept last; empty where nothing was.
     *
     * @throws IOException in one line, when it cannot be read or is not what was written
     */
    Optional<Kept> read() throws IOException {
        try {
            JsonNode page = LuxiJson.MAPPER.readTree(Files.readString(file));
            if (page.path("version").asInt() != VERSION) {
                throw new IOException(file + ": version " + page.path("version") + " (expected: " + VERSION + ")");
            }
            Map<String, ClassStage> classes = new HashMap<>();
            page.path("classes").forEachEntry((name, stage) -> classes.put(name, ClassStage.of(stage.asString())));
            Map<String, Instant> spared = new HashMap<>();
            page.path("spared").forEachEntry((client, until) -> spared.put(client, Instant.parse(until.asString())));
            return Optional.of(new Kept(
                    new StageTable(classes, ClassStage.of(page.path("others").asString()), spared),
                    page.path("host").asString(),
                    page.path("epoch").asString()));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            throw new IOException(
                    file + ": cannot be understood: " + e.getMessage() + " (expected: what paralux wrote there)", e);
        }
    }

    void write(Kept kept) throws IOException {
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", VERSION).put("host", kept.host()).put("epoch", kept.epoch());
        page.put("others", kept.table().others().toString());
        ObjectNode classes = page.putObject("classes");
        kept.table().classes().forEach((name, stage) -> classes.put(name, stage.toString()));
        ObjectNode spared = page.putObject("spared");
        kept.table().spared().forEach((client, until) -> spared.put(client, until.toString()));
        StateFile.write(file, page + "\n");
    }
}
