package org.paralux.qa.simulate.flaw;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiMethod;
import org.paralux.luxi.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a daemon is about to answer to a query, as a tree that flaws change in place.
 *
 * <p>Belongs to one thread.
 */
public final class Told {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAME_FIELDS = List.of("name", "id", "node", "uuid");
    private static final String NORMAL = "0";

    private final Query query;
    private final long seed;
    private boolean success;
    private JsonNode result;

    Told(Query query, long seed, boolean success, JsonNode result) {
        this.query = query;
        this.seed = seed;
        this.success = success;
        this.result = result;
    }

    public boolean success() {
        return success;
    }

    public JsonNode result() {
        return result;
    }

    LuxiMethod method() {
        return query.method();
    }

    boolean isAbout(String resource) {
        return resource.equals(query.terms().resource());
    }

    List<String> fields() {
        return Objects.requireNonNullElse(query.terms().fields(), List.of());
    }

    List<String> names() {
        return Objects.requireNonNullElse(query.terms().names(), List.of());
    }

    @Nullable JsonNode filter() {
        return query.terms().filter();
    }

    /** Whether all rows are asked for. */
    boolean wantsAllRows() {
        return names().isEmpty() && query.terms().filter() == null;
    }

    /** The result as an object of members; empty, and changed in vain, where it is none. */
    ObjectNode members() {
        return success && result instanceof ObjectNode object ? object : JSON.objectNode();
    }

    /** The result as a list; empty, and changed in vain, where it is none. */
    ArrayNode items() {
        return success && result instanceof ArrayNode array ? array : JSON.arrayNode();
    }

    /** The rows of the answer; empty, and changed in vain, where it has none. */
    ArrayNode rows() {
        return switch (method()) {
            case QUERY_ANY -> members().path("data") instanceof ArrayNode data ? data : JSON.arrayNode();
            case QUERY_NODES, QUERY_GROUPS, QUERY_INSTANCES, QUERY_NETWORKS, QUERY_JOBS, QUERY_FILTERS -> items();
            default -> JSON.arrayNode();
        };
    }

    /** Whether each cell is a status and a value. */
    boolean hasStatuses() {
        return method() == LuxiMethod.QUERY_ANY;
    }

    /** The definition of each field, where the answer has them. */
    List<ObjectNode> definitions() {
        List<ObjectNode> definitions = new ArrayList<>();
        for (JsonNode definition : members().path("fields")) {
            if (definition instanceof ObjectNode object) {
                definitions.add(object);
            }
        }
        return definitions;
    }

    /** Puts other values where there are any now. */
    void changeValues(Set<String> names, UnaryOperator<JsonNode> change) {
        changeValues(names, _ -> true, change);
    }

    /** Puts other values where there are those that are meant. */
    void changeValues(Set<String> names, Predicate<JsonNode> meant, UnaryOperator<JsonNode> change) {
        changeCells(names, valueChange(meant, change));
    }

    /** Puts other values into one row where there are any now. */
    void changeValuesOf(int row, Set<String> names, UnaryOperator<JsonNode> change) {
        changeCellsOf(row, names, valueChange(_ -> true, change));
    }

    private CellChange valueChange(Predicate<JsonNode> meant, UnaryOperator<JsonNode> change) {
        return (row, column) -> {
            JsonNode cell = row.path(column);
            boolean normal = hasStatuses() ? cell.path(0).asString("").equals(NORMAL) : !cell.isNull();
            JsonNode value = hasStatuses() ? cell.path(1) : cell;
            if (normal && meant.test(value)) {
                setCell(row, column, 0, change.apply(value));
            }
        };
    }

    /** Something done to a cell, which is given by its row and column. */
    @FunctionalInterface
    interface CellChange {
        void in(ArrayNode row, int column);
    }

    void changeCells(Set<String> names, CellChange change) {
        IntStream.range(0, rows().size()).forEach(row -> changeCellsOf(row, names, change));
    }

    void changeCellsOf(int row, Set<String> names, CellChange change) {
        List<String> fields = fields();
        for (int column = 0; column < fields.size(); column++) {
            if (names.contains(fields.get(column)) && rows().path(row) instanceof ArrayNode cells) {
                change.in(cells, column);
            }
        }
    }

    /** The status is left out in a row of bare values. */
    void setCell(ArrayNode row, int column, int status, JsonNode value) {
        row.set(column, hasStatuses() ? JSON.arrayNode().add(status).add(value) : value);
    }

    /** What names the row; empty where nothing that does was asked for. */
    String nameOf(JsonNode row) {
        for (String field : NAME_FIELDS) {
            int column = fields().indexOf(field);
            if (column >= 0) {
                JsonNode cell = row.path(column);
                return (hasStatuses() ? cell.path(1) : cell).asString("");
            }
        }
        return "";
    }

    /** The row that the seed picks, by its name where it has one; -1 where there is none. */
    int pickedRow() {
        List<JsonNode> rows = List.copyOf(rows().values());
        int picked = rows.isEmpty() ? -1 : rows.size() / 2;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            String name = nameOf(rows.get(i));
            long rank = (name.hashCode() * 0x9E37_79B9_7F4A_7C15L) ^ (seed * 0xBF58_476D_1CE4_E5B9L);
            if (!name.isEmpty() && rank < least) {
                least = rank;
                picked = i;
            }
        }
        return picked;
    }

    /** Puts the rows into another order, or others in their place. */
    void setRows(List<JsonNode> others) {
        ArrayNode rows = rows();
        List<JsonNode> kept = List.copyOf(others);
        rows.removeAll();
        kept.forEach(rows::add);
    }

    /** The class of the failure; empty where it is a plain text, and where it is none. */
    String errorClass() {
        return success || !result.isArray() ? "" : result.path(0).asString("");
    }

    String errorCode() {
        return errorClass().isEmpty() ? "" : result.path(1).path(1).asString("");
    }

    void fail(String errorClass, String... arguments) {
        ArrayNode error = JSON.arrayNode().add(errorClass);
        ArrayNode texts = error.addArray();
        for (String argument : arguments) {
            texts.add(argument);
        }
        success = false;
        result = error;
    }

    void failPlainly(String text) {
        success = false;
        result = JSON.stringNode(text);
    }

    void answer(JsonNode other) {
        success = true;
        result = other;
    }

    void answerUnlessFailed(JsonNode other) {
        if (success) {
            result = other;
        }
    }
}
