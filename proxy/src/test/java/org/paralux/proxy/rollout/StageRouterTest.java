package org.paralux.proxy.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.ClientFacts;
import org.paralux.luxi.LuxiReply;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.relay.Route;
import org.paralux.proxy.tee.Body;

/** Who answers which request, by the stage of its class. */
class StageRouterTest {
    private static final Payload QUERY = Payload.of("{\"method\":\"Query\",\"args\":[\"instance\",[\"name\"],null]}");
    private static final Payload LIVE =
            Payload.of("{\"method\":\"Query\",\"args\":[\"instance\",[\"oper_ram\"],null]}");
    private static final Route TO_SHADOW = new Route.ToShadow(true, null);

    @TempDir
    private Path folder;

    private final Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final RoutedCounts counts = new RoutedCounts();
    private Rollout rollout;
    private StageRouter router;

    @BeforeEach
    void start() {
        rollout = new Rollout(
                new Rollout.Limits(true, true, Set.of()), folder, "node1", () -> "e1", (_, _) -> {}, () -> now);
        router = new StageRouter(rollout, new StageRouter.Settings(true, _ -> null), counts);
    }

    private void set(String stage, String... classes) throws StageException {
        rollout.change(new StageChange(List.of(classes), ClassStage.of(stage), "uid 0", "a test", null));
    }

    private static ClientFacts client(String key, int pid) {
        return new ClientFacts(
                "c", pid, 0, 0, null, null, null, null, null, null, null, List.of(), key, ClientFacts.Identity.FULL);
    }

    private static Body.Whole read(Payload request) {
        return new Body.Whole(request, LuxiRequest.in(request));
    }

    private Route route(Payload request) {
        return router.route(read(request), Optional.of(client("k", 7))).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"observe", "shadow"})
    void beforeCanaryNothingIsRouted(String stage) throws StageException {
        set(stage);
        assertTrue(!router.isRouting());
        assertEquals(Route.PRIMARY, route(QUERY));
    }

    @Test
    void inSplitAClassAndNoOtherGoesToTheShadow() throws StageException {
        set("split", "Query/instance");
        assertTrue(router.isRouting());
        assertEquals(TO_SHADOW, route(QUERY));
        assertEquals(Optional.of(TO_SHADOW), router.route(read(QUERY), Optional.empty()));
        assertEquals(Route.PRIMARY, route(LIVE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "{\"method\":\"SubmitJob\",\"args\":[[]]}",
                "{\"method\":\"WaitForJobChange\",\"args\":[\"1\",[\"status\"],null,null,1]}",
                "{\"method\":\"Query\",\"args\":[\"lock\",[\"name\"],null]}",
                "{\"method\":\"Query\",\"method\":\"Query\",\"args\":[\"instance\",[\"name\"],null]}",
                "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\"]]}",
                "{\"method\":\"Query\",\"args\":[\"instance\",[\"name\"],null]} x",
                "{\"method\":\"Unheard\",\"args\":[]}"
            })
    void whatIsNoProvenQueryStaysWithThePrimary(String request) throws StageException {
        for (String stage : List.of("canary 100%", "split", "enforce")) {
            set(stage);
            assertEquals(Route.PRIMARY, route(Payload.of(request)), stage);
        }
    }

    @Test
    void aShareIsThatOfItsClientsAndGrowsWithoutLosingAny() throws StageException {
        Set<Integer> before = Set.of();
        for (int percent : List.of(1, 10, 50, 90, 100)) {
            set("canary " + percent + "%");
            Set<Integer> taken = new HashSet<>();
            for (int pid = 1; pid <= 2000; pid++) {
                Optional<ClientFacts> client = Optional.of(client("k" + pid % 7, pid));
                Optional<Route> route = router.route(read(QUERY), client);
                assertEquals(route, router.route(read(QUERY), client));
                if (route.equals(Optional.of(TO_SHADOW))) {
                    taken.add(pid);
                }
            }
            assertTrue(Math.abs(taken.size() - 20 * percent) <= 90, taken.size() + " of 2000 at " + percent + " %");
            assertTrue(taken.containsAll(before), percent + " %");
            before = taken;
        }
    }

    @Test
    void aShareWaitsForWhoAsks() throws StageException {
        set("canary 50%");
        assertEquals(Optional.empty(), router.route(read(QUERY), Optional.empty()));
    }

    @Test
    void enforceTellsWhoAsksHereToAskElsewhere() throws StageException {
        set("enforce");
        Route.Refused refused = assertInstanceOf(Route.Refused.class, route(QUERY));
        LuxiReply.Failure reply = assertInstanceOf(LuxiReply.Failure.class, LuxiReply.in(refused.reply()));
        assertEquals("OpPrereqError", reply.errorClass());
        assertEquals(Optional.of("wrong_state"), reply.code());
        assertEquals(1L, counts.refused().get("k"));
    }

    @Test
    void enforceLetsUnknownAndSparedClientsThroughAndWarnEverybody() throws StageException {
        set("enforce");
        assertEquals(Optional.of(TO_SHADOW), router.route(read(QUERY), Optional.empty()));
        rollout.spare("k", now.plusSeconds(1), "uid 0", "soon mended");
        assertEquals(TO_SHADOW, route(QUERY));
        rollout.spare("k", now, "uid 0", "mended");
        assertInstanceOf(Route.Refused.class, route(QUERY));
        set("enforce warn");
        assertEquals(TO_SHADOW, route(QUERY));
        assertEquals(1L, counts.warned().get("k"));
    }

    @Test
    void aShadowOfAnotherReleaseIsAskedInItsWords() throws StageException {
        set("split");
        Payload other = Payload.of("{}");
        StageRouter rewriting = new StageRouter(rollout, new StageRouter.Settings(false, (Query _) -> other), counts);
        assertEquals(Optional.of(new Route.ToShadow(false, other)), rewriting.route(read(QUERY), Optional.empty()));
    }
}
