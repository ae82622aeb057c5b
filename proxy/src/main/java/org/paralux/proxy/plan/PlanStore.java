package org.paralux.proxy.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.kept.StateFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the plan over a restart, in {@code plan.json} of the state folder. Used by one thread at a time. */
final class PlanStore {
    private static final int VERSION = 1;

    private final Path file;

    /**
     * What was kept.
     *
     * @param host where it was under way, and {@code epoch} in which
     */
    record Kept(PlanState state, String host, String epoch) {}

    PlanStore(Path stateDir) {
        this.file = stateDir.resolve("plan.json");
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
            String text = page.path("text").asString();
            RolloutPlan plan = PlanFile.read(file.toString(), text);
            Map<String, ClassProgress> classes = new TreeMap<>();
            page.path("classes").forEachEntry((name, each) -> classes.put(name, progress(each)));
            if (!classes.keySet().equals(new TreeMap<>(plan.rules()).keySet())) {
                throw new IOException(file + ": classes " + classes.keySet() + " (expected: those of the plan)");
            }
            PlanState state = new PlanState(
                    plan,
                    text,
                    Instant.parse(page.path("startedAt").asString()),
                    page.path("by").asString(),
                    page.path("paused").asString(),
                    classes);
            return Optional.of(new Kept(
                    state, page.path("host").asString(), page.path("epoch").asString()));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        } catch (JacksonException | IllegalArgumentException | DateTimeException | PlanException e) {
            throw new IOException(
                    file + ": cannot be understood: " + e.getMessage() + " (expected: what paralux wrote there)", e);
        }
    }

    private static ClassProgress progress(JsonNode each) {
        return new ClassProgress(
                each.path("step").asInt(),
                Instant.parse(each.path("since").asString()),
                ClassProgress.Status.valueOf(each.path("status").asString()),
                each.path("why").asString(),
                each.path("approved").asBoolean());
    }

    void write(Kept kept) throws IOException {
        PlanState state = kept.state();
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", VERSION)
                .put("host", kept.host())
                .put("epoch", kept.epoch())
                .put("startedAt", state.startedAt().toString())
                .put("by", state.by())
                .put("paused", state.paused());
        ObjectNode classes = page.putObject("classes");
        state.classes()
                .forEach((name, each) -> classes.putObject(name)
                        .put("step", each.step())
                        .put("since", each.since().toString())
                        .put("status", each.status().name())
                        .put("why", each.why())
                        .put("approved", each.isApproved()));
        page.put("text", state.text());
        StateFile.write(file, page + "\n");
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
