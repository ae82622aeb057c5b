package org.paralux.qa.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.LuxiJson;
import org.paralux.qa.simulate.jobs.OpcodeRunner.Outcome;
import org.paralux.qa.simulate.model.ClusterImage;
import org.paralux.qa.simulate.model.ClusterSource;
import org.paralux.qa.simulate.model.ConfigObject;
import org.paralux.qa.simulate.model.Instance;
import org.paralux.qa.simulate.model.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is asked by a job says of the cluster what its configuration and the state of its nodes say. */
class QueryOpcodesTest {
    private static final ClusterImage IMAGE =
            ClusterSource.ofSample(InstantSource.fixed(Instant.EPOCH)).visible(Duration.ZERO);

    private static JsonNode result(String opcode) {
        return assertInstanceOf(Outcome.Succeeded.class, outcome(opcode)).result();
    }

    private static Outcome outcome(String opcode) {
        return QueryOpcodes.outcome(LuxiJson.MAPPER.readTree(opcode), IMAGE).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"OP_ID\": \"OP_OS_DIAGNOSE\", \"output_fields\": [\"name\", \"valid\", \"variants\", \"parameters\","
                        + " \"api_versions\", \"node_status\", \"hidden\", \"blacklisted\", \"os_hvp\", \"osparams\","
                        + " \"trusted\"], \"names\": []}",
                "{\"OP_ID\": \"OP_NODE_QUERY_STORAGE\", \"nodes\": [], \"storage_type\": null, \"output_fields\":"
                        + " [\"node\", \"type\", \"name\", \"size\", \"used\", \"free\", \"allocatable\"]}",
                "{\"OP_ID\": \"OP_NODE_QUERYVOLS\", \"nodes\": [], \"output_fields\":"
                        + " [\"node\", \"phys\", \"vg\", \"name\", \"size\", \"instance\"]}"
            })
    void eachRowHasAValueForEachFieldInTheOrderInWhichTheyWereAsked(String opcode) {
        JsonNode rows = result(opcode);
        assertFalse(rows.isEmpty());
        JsonNode asked = LuxiJson.MAPPER.readTree(opcode);
        List<String> fields = asked.path("output_fields").values().stream()
                .map(JsonNode::stringValue)
                .toList();
        for (String field : fields) {
            JsonNode one = ((ObjectNode) asked.deepCopy())
                    .set("output_fields", LuxiJson.MAPPER.createArrayNode().add(field));
            JsonNode column = result(one.toString());
            for (int row = 0; row < rows.size(); row++) {
                JsonNode value = rows.path(row).path(fields.indexOf(field));
                assertFalse(value.isNull(), field);
                assertEquals(value, column.path(row).path(0), field);
            }
        }
    }

    @Test
    void theOperatingSystemsAreThoseOfTheInstancesAndOnlyThoseThatAreAskedFor() {
        List<String> names = result("{\"OP_ID\": \"OP_OS_DIAGNOSE\", \"output_fields\": [\"name\"]}").values().stream()
                .map(row -> row.path(0).stringValue())
                .toList();
        for (Instance instance : IMAGE.instances()) {
            assertTrue(names.contains(instance.os().split("\\+", 2)[0]), instance.os());
        }
        String one = names.getFirst();
        assertEquals(
                "[[\"" + one + "\"]]",
                result("{\"OP_ID\": \"OP_OS_DIAGNOSE\", \"output_fields\": [\"name\"], \"names\": [\"" + one + "\"]}")
                        .toString());
    }

    @Test
    void aSearchForAllFindsEachTagOnceAndAPatternThoseItMatches() {
        List<String> all = new ArrayList<>();
        IMAGE.settings().path("tags").values().forEach(tag -> all.add("[\"/cluster\",\"" + tag.stringValue() + "\"]"));
        add(all, "/instances/", IMAGE.instances());
        add(all, "/nodes/", IMAGE.nodes());
        add(all, "/nodegroup/", IMAGE.groups());
        add(all, "/network/", IMAGE.networks());
        assertFalse(all.isEmpty());
        assertEquals(all, found("."));
        String tag = IMAGE.instances().stream()
                .flatMap(instance -> instance.tags().stream())
                .findFirst()
                .orElseThrow();
        assertEquals(
                all.stream().filter(each -> each.endsWith("\"" + tag + "\"]")).toList(), found("^" + tag + "$"));
    }

    private static void add(List<String> all, String path, List<? extends ConfigObject> objects) {
        objects.forEach(
                each -> each.tags().forEach(tag -> all.add("[\"" + path + each.name() + "\",\"" + tag + "\"]")));
    }

    private static List<String> found(String pattern) {
        return result("{\"OP_ID\": \"OP_TAGS_SEARCH\", \"pattern\": \"" + pattern + "\"}").values().stream()
                .map(JsonNode::toString)
                .toList();
    }

    @Test
    void aPatternThatIsNoneIsRefused() {
        Outcome.Failed failed =
                assertInstanceOf(Outcome.Failed.class, outcome("{\"OP_ID\": \"OP_TAGS_SEARCH\", \"pattern\": \"[\"}"));
        assertEquals("OpPrereqError", failed.error().path(0).stringValue());
        assertEquals("wrong_input", failed.error().path(1).path(1).stringValue());
    }

    @Test
    void onlyNodesThatAnswerTellOfTheirStorage() {
        List<String> nodes =
                result("{\"OP_ID\": \"OP_NODE_QUERY_STORAGE\", \"output_fields\": [\"node\"]}").values().stream()
                        .map(row -> row.path(0).stringValue())
                        .toList();
        assertEquals(
                IMAGE.nodes().stream()
                        .filter(node -> !node.offline() && IMAGE.runtime().reachable(node))
                        .map(Node::name)
                        .toList(),
                nodes);
        assertTrue(nodes.size() < IMAGE.nodes().size());
    }

    @Test
    void theDataOfAnInstanceIsWhatItsConfigurationSays() {
        JsonNode all = result("{\"OP_ID\": \"OP_INSTANCE_QUERY_DATA\", \"instances\": [], \"static\": false}");
        assertEquals(
                IMAGE.instances().stream().map(Instance::name).sorted().toList(),
                all.propertyNames().stream().sorted().toList());
        for (Instance instance : IMAGE.instances()) {
            JsonNode told = all.path(instance.name());
            assertEquals(IMAGE.backendParameters(instance), told.path("be_actual"), instance.name());
            assertEquals(instance.adminState(), told.path("config_state").stringValue(), instance.name());
            assertEquals(IMAGE.disks(instance).size(), told.path("disks").size(), instance.name());
            assertEquals(instance.nics().size(), told.path("nics").size(), instance.name());
            assertEquals(
                    IMAGE.runtime().guest(instance).isPresent(),
                    told.path("run_state").stringValue().equals("up"),
                    instance.name());
        }
    }

    @Test
    void aStaticAnswerSaysNothingOfWhatRunsAndAnUnknownNameIsRefused() {
        String name = IMAGE.instances().getFirst().name();
        JsonNode told = result(
                        "{\"OP_ID\": \"OP_INSTANCE_QUERY_DATA\", \"instances\": [\"" + name + "\"], \"static\": true}")
                .path(name);
        assertTrue(told.path("run_state").isNull());
        Outcome.Failed failed = assertInstanceOf(
                Outcome.Failed.class,
                outcome("{\"OP_ID\": \"OP_INSTANCE_QUERY_DATA\", \"instances\": [\"" + name + "\", \"nobody\"]}"));
        assertEquals(
                "[\"OpPrereqError\",[\"Instance 'nobody' not known\",\"unknown_entity\"]]",
                failed.error().toString());
    }

    @Test
    void otherOpcodesAreNotItsBusiness() {
        Stream.of("OP_TEST_DELAY", "OP_TAGS_SET", "OP_NO_SUCH", "")
                .forEach(id ->
                        assertTrue(QueryOpcodes.outcome(LuxiJson.MAPPER.readTree("{\"OP_ID\": \"" + id + "\"}"), IMAGE)
                                .isEmpty()));
    }
}
