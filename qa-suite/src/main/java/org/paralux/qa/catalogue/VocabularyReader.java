package org.paralux.qa.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.ask.HarmlessRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Asks two daemons for their fields, and one of them for what stands in these. */
public final class VocabularyReader {
    private static final int MOST_VALUES = 3;
    private static final int MOST_UUIDS = 2;

    private final Asking primary;
    private final Asking candidate;

    /** Puts a request to a daemon. */
    public interface Asking {
        /** The reply; null where there was none. */
        @Nullable Payload reply(HarmlessRequest request) throws InterruptedException;
    }

    public VocabularyReader(Asking primary, Asking candidate) {
        this.primary = primary;
        this.candidate = candidate;
    }

    public Vocabulary read() throws InterruptedException {
        List<ResourceWords> resources = new ArrayList<>();
        for (String resource : Vocabulary.RESOURCES) {
            resources.add(read(resource));
        }
        return new Vocabulary(resources);
    }

    private ResourceWords read(String resource) throws InterruptedException {
        Map<String, String> kinds = new LinkedHashMap<>();
        addFields(primary, resource, kinds);
        addFields(candidate, resource, kinds);
        if (kinds.isEmpty()) {
            return new ResourceWords(resource, List.of(), List.of(), List.of());
        }
        List<String> names = List.copyOf(kinds.keySet());
        JsonNode rows = result(primary, QueryForm.query(resource, names, null)).path("data");
        List<FieldWords> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            fields.add(new FieldWords(name, kinds.getOrDefault(name, "unknown"), valuesOf(rows, i, MOST_VALUES)));
        }
        int uuid = names.indexOf("uuid");
        return new ResourceWords(
                resource,
                fields,
                namesOf(resource),
                uuid < 0 || resource.equals("filter") ? List.of() : valuesOf(rows, uuid, MOST_UUIDS));
    }

    private static void addFields(Asking daemon, String resource, Map<String, String> kinds)
            throws InterruptedException {
        for (JsonNode field : result(daemon, QueryForm.fields(resource, null)).path("fields")) {
            kinds.putIfAbsent(
                    field.path("name").asString(""), field.path("kind").asString(""));
        }
    }

    private List<JsonNode> namesOf(String resource) throws InterruptedException {
        QueryForm form = QueryForm.query(resource, List.of(ResourceWords.keyOf(resource)), null);
        Set<JsonNode> names = new LinkedHashSet<>(valuesOf(result(primary, form).path("data"), 0, Integer.MAX_VALUE));
        names.addAll(valuesOf(result(candidate, form).path("data"), 0, Integer.MAX_VALUE));
        return List.copyOf(names);
    }

    /** What stands in a column and is there. */
    private static List<JsonNode> valuesOf(JsonNode rows, int column, int most) {
        Set<JsonNode> values = new LinkedHashSet<>();
        for (JsonNode row : rows) {
            JsonNode cell = row.path(column);
            if (values.size() < most
                    && cell.path(0).asInt(-1) == 0
                    && !cell.path(1).isNull()) {
                values.add(cell.path(1));
            }
        }
        return List.copyOf(values);
    }

    private static JsonNode result(Asking daemon, QueryForm form) throws InterruptedException {
        Payload reply = daemon.reply(form.request());
        try {
            JsonNode tree = reply == null ? MissingNode.getInstance() : LuxiJson.MAPPER.readTree(reply.toByteArray());
            return tree.path("success").asBoolean(false) ? tree.path("result") : MissingNode.getInstance();
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
