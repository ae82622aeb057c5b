package org.paralux.proxy.rollout;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminException;
import org.paralux.proxy.admin.AdminRequest;
import org.paralux.proxy.admin.AdminVerb;
import org.paralux.proxy.admin.Caller;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/** The stages as the admin socket shows and changes them. */
public final class RolloutAdmin {
    private final Rollout rollout;
    private final RoutedCounts counts;
    private final RolloutWitness witness;

    public RolloutAdmin(Rollout rollout, RoutedCounts counts, RolloutWitness witness) {
        this.rollout = rollout;
        this.counts = counts;
        this.witness = witness;
    }

    /** What is done, by path: {@code /rollout/set}, {@code /rollout/kill} and {@code /rollout/spare}. */
    public Map<String, AdminVerb> verbs() {
        return Map.of(
                "/rollout/set", AdminVerb.changing(this::set),
                "/rollout/kill", AdminVerb.changing(this::kill),
                "/rollout/spare", AdminVerb.changing(this::spare));
    }

    private String set(Caller caller, String body) throws AdminException {
        AdminRequest asked = AdminRequest.of(body);
        List<String> classes = asked.texts("classes");
        try {
            rollout.change(
                    new StageChange(classes, ClassStage.of(asked.text("to")), caller.toString(), asked.why(), null));
        } catch (StageException | IllegalArgumentException e) {
            throw new AdminException(String.valueOf(e.getMessage()));
        }
        witness.moved(classes, caller.toString());
        return page();
    }

    private String kill(Caller caller, String body) throws AdminException {
        String why = AdminRequest.of(body).why();
        rollout.kill(caller.toString(), why);
        witness.killed(caller.toString(), why);
        return page();
    }

    private String spare(Caller caller, String body) throws AdminException {
        AdminRequest asked = AdminRequest.of(body);
        String client = asked.text("client");
        if (client.isBlank()) {
            throw new AdminException(
                    "client: nothing (expected: a client's key, as 'paralux report clients' prints it)");
        }
        try {
            rollout.spare(client, Instant.parse(asked.text("until")), caller.toString(), asked.why());
        } catch (DateTimeParseException e) {
            throw new AdminException(
                    "until: '" + asked.text("until") + "' (expected: a time such as 2026-01-31T00:00:00Z)");
        }
        return page();
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
        witness.describe(page);
        return page.toString();
    }
}
