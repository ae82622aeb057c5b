package org.paralux.proxy.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.kept.StateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the breaches over a restart, in {@code gates.json} of the state folder. Thread-safe. */
public final class GateStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(GateStore.class);
    private static final int VERSION = 1;

    private final Path file;

    /** @param since evidence from before it does not count */
    record Kept(Instant since, Map<GateKind, ClassGates.Held> held) {}

    public GateStore(Path stateDir) {
        this.file = stateDir.resolve("gates.json");
    }

    /** What was kept of this epoch, by class; what cannot be understood is like nothing. */
    synchronized Map<String, Kept> read(String epoch) {
        Map<String, Kept> kept = new TreeMap<>();
        try {
            JsonNode page = LuxiJson.MAPPER.readTree(Files.readString(file));
            if (page.path("version").asInt() == VERSION
                    && page.path("epoch").asString().equals(epoch)) {
                page.path("classes").forEachEntry((name, each) -> kept.put(name, kept(each)));
            }
        } catch (NoSuchFileException nothing) {
            return Map.of();
        } catch (IOException | JacksonException | IllegalArgumentException | DateTimeException e) {
            LOGGER.atError().log("breached gates not resumed: " + file + ": " + e.getMessage());
            return Map.of();
        }
        return kept;
    }

    private static Kept kept(JsonNode each) {
        Map<GateKind, ClassGates.Held> held = new EnumMap<>(GateKind.class);
        each.path("breaches")
                .forEachEntry((gate, breach) -> held.put(
                        GateKind.valueOf(gate),
                        new ClassGates.Held(
                                Instant.parse(breach.path("since").asString()),
                                breach.path("sentence").asString())));
        return new Kept(Instant.parse(each.path("since").asString()), held);
    }

    synchronized void write(String epoch, Map<String, Kept> classes) {
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", VERSION).put("epoch", epoch);
        ObjectNode all = page.putObject("classes");
        classes.forEach((name, kept) -> {
            ObjectNode each = all.putObject(name);
            each.put("since", kept.since().toString());
            ObjectNode breaches = each.putObject("breaches");
            kept.held()
                    .forEach((gate, held) -> breaches.putObject(gate.name())
                            .put("since", held.since().toString())
                            .put("sentence", held.sentence()));
        });
        try {
            StateFile.write(file, page + "\n");
        } catch (IOException e) {
            LOGGER.atError().log("breached gates not kept, a restart forgets them: " + e.getMessage());
        }
    }
}
