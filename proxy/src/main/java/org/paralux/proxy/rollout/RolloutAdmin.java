package org.paralux.proxy.rollout;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminException;
import org.paralux.proxy.admin.AdminVerb;
import org.paralux.proxy.admin.Caller;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stages as the admin socket shows and changes them. */
public final class RolloutAdmin {
    private static final int MAX_WHY = 500;

    private final Rollout rollout;
    private final RoutedCounts counts;

    public RolloutAdmin(Rollout rollout, RoutedCounts counts) {
        this.rollout = rollout;
        this.counts = counts;
    }

    /** What is done, by path: {@code /rollout/set}, {@code /rollout/kill} and {@code /rollout/spare}. */
    public Map<String, AdminVerb> verbs() {
        return Map.of(
                "/rollout/set", AdminVerb.changing(this::set),
                "/rollout/kill", AdminVerb.changing(this::kill),
                "/rollout/spare", AdminVerb.changing(this::spare));
    }

    private String set(Caller caller, String body) throws AdminException {
        JsonNode asked = read(body);
        List<String> classes = new ArrayList<>();
        asked.path("classes").forEach(each -> classes.add(each.asString()));
        try {
            rollout.change(new StageChange(
                    classes, ClassStage.of(asked.path("to").asString()), caller.toString(), why(asked), null));
        } catch (StageException | IllegalArgumentException e) {
            throw new AdminException(String.valueOf(e.getMessage()));
        }
        return page();
    }

    private String kill(Caller caller, String body) throws AdminException {
        rollout.kill(caller.toString(), why(read(body)));
        return page();
    }

    private String spare(Caller caller, String body) throws AdminException {
        JsonNode asked = read(body);
        String client = asked.path("client").asString();
        if (client.isBlank()) {
            throw new AdminException(
                    "client: nothing (expected: a client's key, as 'paralux report clients' prints it)");
        }
        try {
            rollout.spare(client, Instant.parse(asked.path("until").asString()), caller.toString(), why(asked));
        } catch (DateTimeParseException e) {
            throw new AdminException(
                    "until: '" + asked.path("until").asString() + "' (expected: a time such as 2026-01-31T00:00:00Z)");
        }
        return page();
    }

    private static JsonNode read(String body) throws AdminException {
        try {
            return LuxiJson.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw new AdminException("the request is no JSON (expected: an object)");
        }
    }

    private static String why(JsonNode asked) throws AdminException {
        String why = asked.path("why").asString().strip();
        if (why.isEmpty() || why.length() > MAX_WHY || why.lines().count() > 1) {
            throw new AdminException("why: " + (why.isEmpty() ? "nothing" : why.length() + " characters")
                    + " (expected: a reason in one line of at most " + MAX_WHY + ")");
        }
        return why;
    }

    /** All that {@code paralux rollout status} shows. */
    public String page() {
        StageTable table = rollout.table();
        ObjectNode page = LuxiJson.MAPPER.createObjectNode();
        page.put("version", 1).put("others", table.others().toString());
        Map<String, RoutedCounts.Share> shares = counts.shares();
        ObjectNode classes = page.putObject("classes");
        table.classes().keySet().stream()
                .sorted()
                .forEach(name ->
                        classes.putObject(name).put("stage", table.of(name).toString()));
        shares.forEach((name, share) -> {
            ObjectNode shown = classes.withObject(JsonPointer.empty().appendProperty(name));
            shown.put("stage", table.of(name).toString())
                    .put("nominalShare", table.of(name).share())
                    .put("queries", share.queries())
                    .put("queriesOfShadow", share.ofShadow())
                    .put("clients", share.clients())
                    .put("clientsOfShadow", share.clientsOfShadow());
        });
        page.put("fellBack", counts.fallBacks()).put("identityLate", counts.identityLate());
        ObjectNode refused = page.putObject("refused");
        counts.refused().forEach(refused::put);
        ObjectNode warned = page.putObject("wouldBeRefused");
        counts.warned().forEach(warned::put);
        ObjectNode spared = page.putObject("spared");
        table.spared().forEach((client, until) -> spared.put(client, until.toString()));
        return page.toString();
    }
}
