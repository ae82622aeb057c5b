package org.paralux.qa.arbiter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One reply, in which cells are found by what names their row and by their field. */
final class ReplyCells {
    private static final List<String> KEYS = List.of("name", "id", "uuid");

    private final boolean withStatus;
    private final JsonNode result;
    private final List<String> fields;
    private final Map<String, JsonNode> rows = new HashMap<>();

    ReplyCells(Query query, @Nullable Payload reply) {
        withStatus = query.method() == LuxiMethod.QUERY_ANY;
        result = reply == null ? MissingNode.getInstance() : result(reply);
        List<String> asked = query.terms().fields();
        fields = asked == null ? List.of() : asked;
        int key = KEYS.stream()
                .filter(fields::contains)
                .findFirst()
                .map(fields::indexOf)
                .orElse(-1);
        if (key >= 0) {
            for (JsonNode row : withStatus ? result.path("data") : result) {
                JsonNode value = withStatus ? row.path(key).path(1) : row.path(key);
                rows.putIfAbsent(value.asString(""), row);
            }
        }
    }

    private static JsonNode result(Payload reply) {
        try {
            JsonNode whole = LuxiJson.MAPPER.readTree(LuxiJson.parser(reply));
            return whole.path("success").asBoolean(false) ? whole.path("result") : MissingNode.getInstance();
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    JsonNode result() {
        return result;
    }

    /** Empty where the reply has no such row, or no such field. */
    Optional<JsonNode> cell(String row, String field) {
        JsonNode found = rows.get(row);
        int column = fields.indexOf(field);
        return found == null || column < 0 || !found.has(column) ? Optional.empty() : Optional.of(found.path(column));
    }

    /** Whether a cell of this reply says what the files do. */
    boolean says(String row, String field, Opinion.Says files) {
        Optional<JsonNode> found = cell(row, field);
        return found.isPresent() && (withStatus ? files.isSaidBy(found.get()) : files.isSaidByValue(found.get()));
    }
}
