package org.paralux.qa.simulate.flaw;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with the cells of an answer, and with the definitions of its fields. */
final class CellFlaws {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode NULL = JSON.nullNode();
    private static final int UNKNOWN = 1;
    private static final int NO_DATA = 2;
    private static final int UNAVAILABLE = 3;
    private static final String LOST_FIELD = "external_reservations";
    private static final Set<String> LIVE_OF_NODES = Set.of("dfree", "dtotal", "mfree", "mnode", "mtotal");

    private CellFlaws() {}

    /** A column of nothing in {@code Query}, and a failure in the classic call. */
    static void forgetField(Told told) {
        if (!told.isAbout("network") || !told.fields().contains(LOST_FIELD)) {
            return;
        }
        if (!told.hasStatuses() && told.definitions().isEmpty()) {
            told.fail("OpPrereqError", "Unknown output fields selected: " + LOST_FIELD, "wrong_input");
            return;
        }
        told.changeCells(Set.of(LOST_FIELD), (row, column) -> told.setCell(row, column, UNKNOWN, NULL));
        for (ObjectNode definition : told.definitions()) {
            if (definition.path("name").asString("").equals(LOST_FIELD)) {
                definition.put("title", LOST_FIELD).put("kind", "unknown").put("doc", "No such field: " + LOST_FIELD);
            }
        }
    }

    static void saySomethingIsMissing(Told told) {
        if (told.hasStatuses()) {
            told.changeCells(Set.of("hv_state", "disk_state"), (row, column) -> {
                if (row.path(column).path(0).asInt(0) == UNAVAILABLE) {
                    told.setCell(row, column, NO_DATA, NULL);
                }
            });
        }
    }

    static void nullInPlaceOfNoData(Told told) {
        if (told.hasStatuses() && told.isAbout("node")) {
            told.changeValues(Set.of("bootid"), _ -> NULL);
        }
    }

    /** What one node would tell is not there. */
    static void loseOneNode(Told told) {
        int picked = told.pickedRow();
        if (told.isAbout("node") && picked >= 0 && told.hasStatuses()) {
            told.changeCellsOf(picked, LIVE_OF_NODES, (row, column) -> {
                if (row.path(column).path(0).asInt(0) == 0) {
                    told.setCell(row, column, NO_DATA, NULL);
                }
            });
        }
    }

    static void digitsAsText(Told told) {
        told.changeValues(Set.of("be/vcpus"), value -> JSON.stringNode(value.asString("")));
    }

    static void shortenTuples(Told told) {
        if (told.isAbout("network")) {
            told.changeValues(Set.of("group_list"), list -> {
                for (JsonNode tuple : list) {
                    ((ArrayNode) tuple).remove(tuple.size() - 1);
                }
                return list;
            });
        }
    }

    static void oneMebibyteMore(Told told) {
        int picked = told.pickedRow();
        if (picked >= 0) {
            told.changeValuesOf(picked, Set.of("be/maxmem"), value -> JSON.numberNode(value.asLong(0) + 1));
        }
    }

    static void zeroTimes(Told told) {
        told.changeCells(Set.of("ctime", "mtime"), (row, column) -> {
            JsonNode cell = row.path(column);
            boolean absent = told.hasStatuses() ? cell.path(0).asInt(0) == UNAVAILABLE : cell.isNull();
            if (absent) {
                told.setCell(row, column, 0, JSON.numberNode(0));
            }
        });
    }

    static void wrap(Told told) {
        told.changeValues(Set.of("dfree"), value -> JSON.arrayNode().add(value));
    }

    static void shortenHost(Told told) {
        told.changeValues(
                Set.of("pnode"), value -> JSON.stringNode(value.asString("").split("\\.", 2)[0]));
    }

    static void hideMaster(Told told) {
        if (told.isAbout("node")) {
            told.changeValues(Set.of("master"), _ -> JSON.booleanNode(false));
            told.changeValues(Set.of("role"), role -> role.asString("").equals("M"), _ -> JSON.stringNode("C"));
        }
    }

    /** As when a group's name is compared with the UUID that a node has. */
    static void loseMembers(Told told) {
        if (told.isAbout("group")) {
            told.changeValues(Set.of("node_cnt", "pinst_cnt"), _ -> JSON.numberNode(0));
            told.changeValues(Set.of("node_list", "pinst_list"), _ -> JSON.arrayNode());
        }
    }

    static void leaveOutDefaults(Told told) {
        if (told.isAbout("group")) {
            told.changeValues(Set.of("diskparams"), _ -> JSON.objectNode());
        }
    }

    static void excuseStopped(Told told) {
        if (told.isAbout("instance")) {
            told.changeValues(
                    Set.of("status"),
                    status -> status.asString("").equals("ERROR_down"),
                    _ -> JSON.stringNode("ADMIN_down"));
        }
    }

    static void summariseInOneWord(Told told) {
        if (told.isAbout("job")) {
            told.changeValues(Set.of("summary"), list -> {
                List<JsonNode> words = list.values().stream()
                        .<JsonNode>map(
                                summary -> JSON.stringNode(summary.asString("").split("\\(", 2)[0]))
                        .toList();
                return JSON.arrayNode().addAll(words);
            });
        }
    }

    static void leaveOutNulls(Told told) {
        if (told.isAbout("job")) {
            told.changeValues(Set.of("ops"), list -> {
                list.forEach(opcode ->
                        opcode.properties().removeIf(member -> member.getValue().isNull()));
                return list;
            });
        }
    }

    static void retitle(Told told) {
        if (told.isAbout("network")) {
            told.definitions().stream()
                    .filter(definition -> definition.path("name").asString("").equals("gateway"))
                    .forEach(definition -> definition.put("title", "GatewayAddress"));
        }
    }
}
