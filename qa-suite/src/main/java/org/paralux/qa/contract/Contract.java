package org.paralux.qa.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.QueryTerms;
import org.paralux.qa.simulate.model.NiceSort;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The rules of a reply to {@code Query} or {@code QueryFields} (Ganeti's {@code lib/query.py} asserts the same): every row
 * has a cell for each field, a status comes with a value or null as it says, a value is of its field's kind, all rows are
 * sorted as people sort names unless names were asked for, and all definitions by their names.
 *
 * <p>Of each rule and field the first breach is told. Stateless.
 */
public final class Contract {
    private static final int NORMAL = 0;
    private static final int LAST_STATUS = 4;

    private Contract() {}

    /** What {@code reply} breaks; nothing where it is a failure or no reply. */
    public static List<Breach> check(Query query, Payload reply) {
        JsonNode result;
        try {
            JsonNode tree = LuxiJson.MAPPER.readTree(reply.toByteArray());
            result = tree.path("success").asBoolean(false) ? tree.path("result") : MissingNode.getInstance();
        } catch (JacksonException e) {
            return List.of();
        }
        return switch (query.method()) {
            case QUERY_ANY -> new Check(query.terms()).rows(result);
            case QUERY_FIELDS -> new Check(query.terms()).definitions(result.path("fields"));
            default -> List.of();
        };
    }

    /** One reply under inspection. */
    private static final class Check {
        private final QueryTerms terms;
        private final Map<String, Breach> breaches = new LinkedHashMap<>();

        Check(QueryTerms terms) {
            this.terms = terms;
        }

        List<Breach> definitions(JsonNode fields) {
            List<String> names = new ArrayList<>();
            for (JsonNode field : fields) {
                names.add(field.path("name").asString(""));
            }
            if (terms.fields() == null) {
                sorted("definitions are sorted by name", names);
            }
            return List.copyOf(breaches.values());
        }

        private void sorted(String rule, List<String> names) {
            if (!names.equals(names.stream().sorted(NiceSort.INSTANCE).toList())) {
                breach(rule, null, "another order");
            }
        }

        List<Breach> rows(JsonNode result) {
            JsonNode fields = result.path("fields");
            List<String> asked = terms.fields();
            if (!fields.isMissingNode() && asked != null && asked.size() != fields.size()) {
                breach("as many definitions as fields asked for", null, fields.size() + " for " + asked.size());
            }
            for (JsonNode row : result.path("data")) {
                if (row.size() != fields.size()) {
                    breach("as many cells as fields", null, row.size() + " for " + fields.size());
                    continue;
                }
                for (int i = 0; i < row.size(); i++) {
                    cell(fields.get(i), row.get(i));
                }
            }
            int name = asked == null ? -1 : asked.indexOf("name");
            if (terms.filter() == null && name >= 0) {
                sorted("rows are sorted by name", namesIn(result.path("data"), name));
            }
            return List.copyOf(breaches.values());
        }

        private static List<String> namesIn(JsonNode rows, int column) {
            List<String> names = new ArrayList<>();
            for (JsonNode row : rows) {
                names.add(row.path(column).path(1).asString(""));
            }
            return names;
        }

        private void cell(JsonNode field, JsonNode cell) {
            String name = field.path("name").asString("");
            int status = cell.path(0).asInt(-1);
            JsonNode value = cell.path(1);
            if (cell.size() != 2 || status < NORMAL || status > LAST_STATUS) {
                breach("a cell is a status and a value", name, "another shape");
            } else if (status != NORMAL && !value.isNull()) {
                breach("no value where the status says none", name, "status " + status + " with a value");
            } else if (status == NORMAL && !fits(field.path("kind").asString(""), value)) {
                breach(
                        "values are of their field's kind",
                        name,
                        value.getNodeType() + " for " + field.path("kind").asString(""));
            }
        }

        private static boolean fits(String kind, JsonNode value) {
            return switch (kind) {
                case "text" -> value.isString();
                case "bool" -> value.isBoolean();
                case "number", "unit" -> value.isIntegralNumber();
                case "timestamp", "float" -> value.isNumber();
                case "other" -> true;
                default -> false;
            };
        }

        private void breach(String rule, @Nullable String field, String found) {
            breaches.putIfAbsent(rule + "\n" + field, new Breach(rule, field, found));
        }
    }
}
