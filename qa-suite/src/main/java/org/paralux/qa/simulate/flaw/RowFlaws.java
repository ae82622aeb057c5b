package org.paralux.qa.simulate.flaw;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.paralux.luxi.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What can be wrong with the rows of an answer. */
final class RowFlaws {
    private static final int LONGEST_LIST = 5;
    private static final String STRANGER = "aaa-stranger.example.net";

    private RowFlaws() {}

    /** Not where names are asked for: there the rows are those of the names. */
    static void truncate(Told told) {
        List<JsonNode> rows = rows(told);
        if (told.isAbout("instance") && told.wantsAllRows() && rows.size() > LONGEST_LIST) {
            told.setRows(rows.subList(0, LONGEST_LIST));
        }
    }

    static void halve(Told told) {
        List<JsonNode> rows = rows(told);
        if (told.isAbout("instance") && told.wantsAllRows() && rows.size() > 1) {
            told.setRows(rows.subList(0, (rows.size() + 1) / 2));
        }
    }

    static void lose(Told told) {
        List<JsonNode> rows = rows(told);
        int picked = told.pickedRow();
        if (told.isAbout("node") && told.wantsAllRows() && rows.size() > 1) {
            rows.remove(picked);
            told.setRows(rows);
        }
    }

    static void add(Told told) {
        List<JsonNode> rows = rows(told);
        int column = told.fields().indexOf("name");
        if (told.isAbout("network") && told.wantsAllRows() && column >= 0 && !rows.isEmpty()) {
            ArrayNode stranger = (ArrayNode) rows.getFirst().deepCopy();
            told.setCell(stranger, column, 0, JsonNodeFactory.instance.stringNode(STRANGER));
            rows.addFirst(stranger);
            told.setRows(rows);
        }
    }

    /** A job that is asked for by its id. */
    static void duplicate(Told told) {
        List<JsonNode> rows = rows(told);
        if (told.isAbout("job") && told.names().size() == 1 && rows.size() == 1) {
            told.setRows(List.of(rows.getFirst(), rows.getFirst().deepCopy()));
        }
    }

    /** By the characters of the names, where {@code node10} stands before {@code node2}. */
    static void sortPlainly(Told told) {
        if (told.isAbout("node") && told.wantsAllRows()) {
            sort(told);
        }
    }

    /** Where names were asked for in another order. */
    static void sortRequested(Told told) {
        boolean namesAlone = !told.names().isEmpty() || (told.filter() != null && isChoiceOfNames(told.filter()));
        if (told.isAbout("instance") && namesAlone) {
            sort(told);
        }
    }

    private static void sort(Told told) {
        List<JsonNode> rows = rows(told);
        rows.sort(Comparator.comparing(told::nameOf));
        told.setRows(rows);
    }

    private static boolean isChoiceOfNames(JsonNode filter) {
        return filter.path(0).asString("").equals("|")
                && filter.values().stream()
                        .skip(1)
                        .allMatch(part -> part.path(0).asString("").equals("=")
                                && part.path(1).asString("").equals("name"));
    }

    /** The filter counts for nothing when it asks about what the nodes would tell. */
    static JsonNode forgetLiveFilter(Query query, JsonNode arguments) {
        JsonNode filter = query.terms().filter();
        boolean live = filter != null
                && List.of("\"mfree\"", "\"oper_state\"", "\"oper_ram\"").stream()
                        .anyMatch(field -> filter.toString().contains(field));
        if (!live) {
            return arguments;
        }
        ArrayNode changed = (ArrayNode) arguments.deepCopy();
        changed.setNull(2);
        return changed;
    }

    static void reverseList(Told told) {
        if (told.isAbout("group")) {
            told.changeValues(Set.of("pinst_list"), RowFlaws::reversed);
        }
    }

    /** Also those of the classic calls and of {@code QueryTags}. */
    static void reverseTags(Told told) {
        told.changeValues(Set.of("tags"), RowFlaws::reversed);
        switch (told.method()) {
            case QUERY_TAGS -> told.answerUnlessFailed(reversed(told.items()));
            case QUERY_CLUSTER_INFO ->
                told.members().replace("tags", reversed(told.members().path("tags")));
            default -> {}
        }
    }

    private static JsonNode reversed(JsonNode list) {
        List<JsonNode> items = new ArrayList<>(list.values());
        Collections.reverse(items);
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }

    private static List<JsonNode> rows(Told told) {
        return new ArrayList<>(told.rows().values());
    }
}
