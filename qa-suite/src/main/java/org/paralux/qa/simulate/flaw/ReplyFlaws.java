package org.paralux.qa.simulate.flaw;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.paralux.luxi.LuxiMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with a reply as a whole: its members, its shape, and whether it is an answer at all. */
final class ReplyFlaws {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReplyFlaws() {}

    private static boolean isInfo(Told told) {
        return told.success() && told.method() == LuxiMethod.QUERY_CLUSTER_INFO;
    }

    static void identifyMaster(Told told) {
        if (isInfo(told)) {
            String name = told.members().path("master").asString("");
            told.members()
                    .put(
                            "master",
                            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                    .toString());
        }
    }

    static void spellDifferently(Told told) {
        if (isInfo(told)) {
            ArrayNode architecture = told.members().putArray("architecture");
            architecture.add("64bit").add("x86_64");
        }
    }

    static void listAllHypervisors(Told told) {
        if (isInfo(told)) {
            told.members().withObjectProperty("hvparams").putObject("lxc").put("cpu_mask", "");
        }
    }

    static void invertDrainFlag(Told told) {
        int place = told.fields().indexOf("drain_flag");
        if (told.method() == LuxiMethod.QUERY_CONFIG_VALUES && told.success() && place >= 0) {
            told.items().set(place, JSON.booleanNode(!told.items().path(place).asBoolean(false)));
        }
    }

    /** Pairs of a node and an export. */
    static void listExports(Told told) {
        if (told.success() && told.method() == LuxiMethod.QUERY_EXPORTS) {
            ArrayNode pairs = JSON.arrayNode();
            for (var node : told.members().properties()) {
                for (JsonNode export : node.getValue()) {
                    pairs.addArray().add(node.getKey()).add(export);
                }
            }
            told.answer(pairs);
        }
    }

    static void failInPlaceOfAnswer(Told told) {
        if (told.success() && told.method() == LuxiMethod.QUERY_GROUPS) {
            told.fail("ConfigurationError", "There is no valid configuration: key 'volume_group_name' not found");
        }
    }

    static void answerInPlaceOfFailure(Told told) {
        if (told.errorCode().equals("unknown_entity") && told.hasStatuses()) {
            ObjectNode nothing = JSON.objectNode();
            nothing.putArray("fields");
            nothing.putArray("data");
            told.answer(nothing);
        }
    }

    static void takeForWrongInput(Told told) {
        if (told.errorClass().equals("ParameterError")) {
            told.fail("OpPrereqError", "Invalid filter", "wrong_input");
        }
    }

    static void giveOtherCode(Told told) {
        if (told.errorCode().equals("unknown_entity") && !told.hasStatuses()) {
            told.fail(told.errorClass(), "Not known", "wrong_input");
        }
    }

    static void failPlainly(Told told) {
        if (told.errorCode().equals("wrong_input")) {
            told.failPlainly("Wrong input");
        }
    }

    static void refuseTags(Told told) {
        if (told.method() == LuxiMethod.QUERY_TAGS && told.isAbout("network")) {
            told.failPlainly("Failed to parse request: Invalid string value for type TagKind: \"network\"");
        }
    }

    static void refuseNotEqual(Told told) {
        if (told.success() && told.filter() != null && told.filter().toString().contains("\"!=\"")) {
            told.failPlainly("Failed to parse request: Unknown filter operand \"!=\"");
        }
    }
}
