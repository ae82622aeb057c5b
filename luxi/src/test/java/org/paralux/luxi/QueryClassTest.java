package org.paralux.luxi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A class is method, resource, and whether the daemon must ask the nodes. */
class QueryClassTest {
    private static QueryClass of(String method, String args) {
        String message = "{\"method\": \"" + method + "\", \"args\": " + args + "}";
        return Query.in(Payload.of(message)).orElseThrow().queryClass();
    }

    private static String name(String method, String args) {
        return of(method, args).name();
    }

    /** The data groups NQ_LIVE, IQ_LIVE and IQ_CONSOLE of 2.7, and what 2.9 added. */
    static Stream<Arguments> everyLiveField() {
        return Stream.concat(
                Stream.of(
                                "bootid",
                                "cnodes",
                                "csockets",
                                "ctotal",
                                "dfree",
                                "dtotal",
                                "mfree",
                                "mnode",
                                "mtotal",
                                "cnos",
                                "spfree",
                                "sptotal")
                        .map(field -> Arguments.of("node", "QueryNodes", field)),
                Stream.of("console", "oper_ram", "oper_state", "oper_vcpus", "status")
                        .map(field -> Arguments.of("instance", "QueryInstances", field)));
    }

    @ParameterizedTest
    @MethodSource("everyLiveField")
    void aLiveFieldAskedForMakesItLive(String resource, String classic, String field) {
        String fields = "[\"name\", \"" + field + "\"]";
        assertEquals("Query/" + resource + "/live", name("Query", "[\"" + resource + "\", " + fields + ", null]"));
        assertEquals(classic + "/" + resource + "/live", name(classic, "[[], " + fields + ", false]"));
    }

    @ParameterizedTest
    @MethodSource("everyLiveField")
    void aLiveFieldAnywhereInAFilterMakesItLive(String resource, String classic, String field) {
        String live = "[\"=\", \"" + field + "\", 1]";
        for (String filter : List.of(
                live,
                "[\"?\", \"" + field + "\"]",
                "[\"!\", " + live + "]",
                "[\"&\", [\"=\", \"name\", \"x\"], [\"|\", [\"=\", \"uuid\", \"y\"], " + live + "]]",
                "[\"!\",".repeat(400) + live + "]".repeat(400))) {
            assertTrue(
                    of("Query", "[\"" + resource + "\", [\"name\"], " + filter + "]")
                            .live(),
                    filter);
        }
    }

    @ParameterizedTest
    @MethodSource("everyLiveField")
    void aLiveFieldElsewhereDoesNot(String resource, String classic, String field) {
        assertFalse(
                of("QueryFields", "[\"" + resource + "\", [\"" + field + "\"]]").live());
        assertFalse(of("QueryTags", "[\"" + resource + "\", \"" + field + "\"]").live());
        assertFalse(of("Query", "[\"group\", [\"" + field + "\"], null]").live());
        assertFalse(of("Query", "[\"unheard-of\", [\"" + field + "\"], null]").live());
        assertFalse(of("Query", "[\"" + resource + "\", [\"name\"], [\"=\", \"name\", \"" + field + "\"]]")
                .live());
        assertFalse(of("Query", "[\"" + resource + "\", [\"name\"], \"" + field + "\"]")
                .live());
        assertFalse(of(classic, "[[\"" + field + "\"], [\"name\"], false]").live());
    }

    @Test
    void whatNoConfigurationHoldsIsAlwaysLive() {
        for (String resource : List.of("export", "os", "extstorage")) {
            assertEquals("Query/" + resource + "/live", name("Query", "[\"" + resource + "\", [\"name\"], null]"));
            assertEquals("QueryFields/" + resource, name("QueryFields", "[\"" + resource + "\", [\"name\"]]"));
        }
        assertEquals("QueryExports/export/live", name("QueryExports", "[[], false]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"nodes\"",
                "\"Node\"",
                "\"\"",
                "\"a/b\"",
                "\"unknown\"",
                "\"\\n\"",
                "null",
                "5",
                "[\"node\"]",
                "{}"
            })
    void whatNobodyKnowsIsUnknown(String resource) {
        assertEquals("Query/unknown", name("Query", "[" + resource + ", [\"name\"], null]"));
        assertEquals("QueryFields/unknown", name("QueryFields", "[" + resource + ", [\"name\"]]"));
        assertEquals("QueryTags/unknown", name("QueryTags", "[" + resource + ", \"x\"]"));
    }

    @Test
    void everyMethodHasItsName() {
        assertEquals("QueryJobs/job", name("QueryJobs", "[[1], [\"id\"]]"));
        assertEquals("QueryGroups/group", name("QueryGroups", "[[], [\"name\"], false]"));
        assertEquals("QueryNetworks/network", name("QueryNetworks", "[[], [\"name\"], false]"));
        assertEquals("QueryFilters/filter", name("QueryFilters", "[null, [\"uuid\"]]"));
        assertEquals("QueryTags/nodegroup", name("QueryTags", "[\"nodegroup\", \"x\"]"));
        assertEquals("QueryConfigValues", name("QueryConfigValues", "[[\"cluster_name\"]]"));
        assertEquals("QueryClusterInfo", name("QueryClusterInfo", "[]"));
    }
}
