package org.paralux.qa.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paralux.diff.Comparer;
import org.paralux.diff.Divergence;
import org.paralux.diff.Rules;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.qa.simulate.AnswerOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.DirectDaemon;
import org.paralux.qa.simulate.World;
import org.paralux.qa.simulate.flaw.Flaw;
import org.paralux.qa.simulate.flaw.Flaws;
import org.paralux.qa.simulate.model.ClusterSource;

/** Of two daemons the one without the flaw is right, whichever it is, and where nothing tells nothing is said. */
class JudgeTest {
    private static final String INSTANCES = "{\"method\":\"Query\",\"args\":[\"instance\",[%s],%s]}";

    private static @TempDir Path folder;
    private static Path configuration;

    @BeforeAll
    static void write() throws IOException {
        configuration = folder.resolve("config.data");
        ClusterSource.writeSample(configuration);
    }

    private static Set<Ruling.Verdict> verdicts(List<Ruling> rulings) {
        return rulings.stream().map(Ruling::verdict).collect(Collectors.toSet());
    }

    private static List<Ruling> rulings(String request, Payload one, Payload other, @Nullable Instant asOf) {
        Query query = Query.in(Payload.of(request)).orElseThrow();
        List<Divergence> found =
                new Comparer(Rules.shipped()).compare(query, one, other).divergences();
        assertFalse(found.isEmpty(), () -> "no divergence: " + request);
        return new Judge(Arbiter.of(configuration, null).files(), query, one, other, asOf).rulings(found);
    }

    private static Payload reply(World world, String request, Flaw... flaws) throws InterruptedException {
        AnswerOptions options =
                AnswerOptions.of(DaemonStyle.LUXID).withStrictParity().withFlaws(Flaws.of(flaws));
        Payload reply = new DirectDaemon(world, options).reply(Payload.of(request));
        return reply == null ? Payload.of("") : reply;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MEMORY_OFF_BY_ONE | {"method":"Query","args":["instance",["name","be/maxmem"],null]}
            MEMORY_OFF_BY_ONE | {"method":"QueryInstances","args":[[],["name","be/maxmem"],false]}
            NUMBER_AS_TEXT    | {"method":"Query","args":["instance",["name","be/vcpus","vcpus"],null]}
            SHORT_NAME        | {"method":"Query","args":["instance",["name","pnode"],null]}
            MASTER_UNKNOWN    | {"method":"Query","args":["node",["name","role","master"],null]}
            LOST_JOIN         | {"method":"Query","args":["group",["name","pinst_cnt","node_cnt","node_list"],null]}
            UNMERGED_DEFAULTS | {"method":"Query","args":["group",["name","diskparams"],null]}
            SHORT_TUPLE       | {"method":"Query","args":["network",["name","group_list"],null]}
            LOST_ROW          | {"method":"Query","args":["node",["name","pip"],null]}
            EXTRA_ROW         | {"method":"Query","args":["network",["name","network"],null]}
            UUID_FOR_NAME     | {"method":"QueryClusterInfo","args":[]}
            """)
    void theOneWithoutTheFlawIsRight(Flaw flaw, String request) throws Exception {
        try (World world = World.of(configuration)) {
            Payload right = reply(world, request);
            Payload wrong = reply(world, request, flaw);
            assertEquals(Set.of(Ruling.Verdict.PRIMARY), verdicts(rulings(request, right, wrong, null)));
            assertEquals(Set.of(Ruling.Verdict.CANDIDATE), verdicts(rulings(request, wrong, right, null)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NULL_FOR_NODATA   | {"method":"Query","args":["node",["name","bootid"],null]}
            INSTANCE_STATE    | {"method":"Query","args":["instance",["name","status"],null]}
            MEMORY_OFF_BY_ONE | {"method":"Query","args":["instance",["be/maxmem"],null]}
            ROW_ORDER         | {"method":"Query","args":["node",["name","pip"],null]}
            FIELD_TITLE       | {"method":"QueryFields","args":["network",["gateway"]]}
            ERROR_FOR_ANSWER  | {"method":"QueryGroups","args":[[],["name"],false]}
            RESULT_SHAPE      | {"method":"QueryExports","args":[[],false]}
            """)
    void nothingIsSaidOfWhatTheFilesDoNotTell(Flaw flaw, String request) throws Exception {
        try (World world = World.of(configuration)) {
            List<Ruling> rulings = rulings(request, reply(world, request), reply(world, request, flaw), null);
            assertEquals(Set.of(Ruling.Verdict.ABSTAINS), verdicts(rulings), rulings::toString);
        }
    }

    /** A row that exists must be in a list of all, and may be left out by a filter. */
    @Test
    void whetherAFilterLetsARowPassIsNotJudged() throws Exception {
        String all = "{\"method\":\"Query\",\"args\":[\"node\",[\"name\",\"pip\"],null]}";
        String some = all.replace("null", "[\"?\",\"master\"]");
        try (World world = World.of(configuration)) {
            Payload whole = reply(world, all);
            Payload part = reply(world, all, Flaw.LOST_ROW);
            assertEquals(Set.of(Ruling.Verdict.PRIMARY), verdicts(rulings(all, whole, part, null)));
            assertEquals(Set.of(Ruling.Verdict.ABSTAINS), verdicts(rulings(some, whole, part, null)));
        }
    }

    /** Two orders of one set agree with the files alike. */
    @Test
    void bothAreRightWhereOnlyAnOrderDiffers() throws Exception {
        String request = "{\"method\":\"Query\",\"args\":[\"group\",[\"name\",\"pinst_list\"],null]}";
        try (World world = World.of(configuration)) {
            Query query = Query.in(Payload.of(request)).orElseThrow();
            Payload one = reply(world, request);
            Payload other = reply(world, request, Flaw.LIST_ORDER);
            assertFalse(new Comparer(Rules.shipped())
                    .compare(query, one, other)
                    .divergences()
                    .isEmpty());
            Set<Ruling.Verdict> found = verdicts(rulings(request, one, other, null));
            assertFalse(found.contains(Ruling.Verdict.PRIMARY) || found.contains(Ruling.Verdict.CANDIDATE));
        }
    }

    @Test
    void neitherIsRightWhereTheFilesSaySomethingElse() throws Exception {
        String request = INSTANCES.formatted("\"name\",\"be/maxmem\"", "null");
        try (World world = World.of(configuration)) {
            String text = new String(reply(world, request).toByteArray(), java.nio.charset.StandardCharsets.UTF_8);
            Payload one = Payload.of(text.replaceAll("\\[0, ?1024]", "[0,1]"));
            Payload other = Payload.of(text.replaceAll("\\[0, ?1024]", "[0,2]"));
            assertEquals(Set.of(Ruling.Verdict.NEITHER), verdicts(rulings(request, one, other, null)));
        }
    }

    /** What was said before an object changed is not judged by what it is now. */
    @Test
    void whatChangedSinceIsNotJudged() throws Exception {
        String request = INSTANCES.formatted("\"name\",\"be/maxmem\"", "null");
        try (World world = World.of(configuration)) {
            Payload right = reply(world, request);
            Payload wrong = reply(world, request, Flaw.MEMORY_OFF_BY_ONE);
            assertEquals(Set.of(Ruling.Verdict.ABSTAINS), verdicts(rulings(request, right, wrong, Instant.EPOCH)));
            assertEquals(
                    Set.of(Ruling.Verdict.PRIMARY),
                    verdicts(rulings(request, right, wrong, Instant.parse("2100-01-01T00:00:00Z"))));
        }
    }

    @Test
    void aChangedFileIsReadAnew() throws Exception {
        Path own = Files.copy(configuration, folder.resolve("own.data"));
        Arbiter arbiter = Arbiter.of(own, null);
        ClusterFiles before = arbiter.files();
        assertEquals(before, arbiter.files());
        String text = Files.readString(own);
        Files.writeString(
                own, LuxiJson.MAPPER.readTree(text).toString().replace("\"mac_prefix\":\"", "\"mac_prefix\":\"x"));
        ClusterFiles after = arbiter.files();
        assertFalse(before.opinion("cluster", "", "mac_prefix").equals(after.opinion("cluster", "", "mac_prefix")));
    }
}
