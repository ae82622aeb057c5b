package org.paralux.proxy.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.Outcome;
import org.paralux.proxy.identity.ClientKeys;

/** What a look at the model tells of the events that went through it. */
class LiveModelTest {
    private static final long SEED = 11;

    private final List<AuditEvent> log = new ArrayList<>();
    private final LiveModel model = new LiveModel((_, event) -> log.add(event), new ClientKeys(), ClientAdvisor.NONE);
    private final LiveEvents events = new LiveEvents(model);

    @Test
    void everyEventGoesOnToTheLog() {
        events.client("c1", "0 poller - -");
        events.query("c1", "QueryTags", Outcome.MATCH);
        assertEquals(
                List.of("client.seen", "exchange", "outcome"),
                log.stream().map(AuditEvent::name).toList());
    }

    @Test
    void whatTheShadowAnsweredSaysNothingOfThePrimary() {
        events.client("c1", "0 poller - -");
        for (String by : List.of("primary", "shadow", "shadow")) {
            events.queryAt(LiveEvents.TIME, "c1", "QueryTags", Outcome.MATCH, false, by);
        }
        LiveView view = model.view(LiveEvents.TIME);
        assertEquals(1, view.primaryLatency().count());
        assertEquals(3, view.shadowLatency().count());
    }

    @Test
    void theTablesCountWhatWasRecorded() {
        Random random = new Random(SEED);
        List<Outcome> trials =
                Stream.of(Outcome.values()).filter(Outcome::isTrial).toList();
        Map<String, Long> byClass = new TreeMap<>();
        Map<String, Long> byClient = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            events.client("c" + i, "0 program" + i % 4 + " - -");
        }
        for (int i = 0; i < 2_000; i++) {
            int client = random.nextInt(10);
            String queryClass = "Query/r" + random.nextInt(9);
            Outcome outcome = trials.get(random.nextInt(trials.size()));
            events.query("c" + client, queryClass, outcome);
            byClass.merge(queryClass + " " + outcome.word(), 1L, Long::sum);
            byClient.merge("0 program" + client % 4 + " - -", 1L, Long::sum);
        }
        LiveView view = model.view(LiveEvents.TIME);
        Map<String, Long> classes = new TreeMap<>();
        view.classes()
                .forEach(row ->
                        row.outcomes().forEach((outcome, count) -> classes.put(row.name() + " " + outcome, count)));
        assertEquals(byClass, classes, () -> "seed " + SEED);
        Map<String, Long> clients = new TreeMap<>();
        view.clients().rows().forEach(row -> clients.put(row.key(), row.misdirected()));
        assertEquals(byClient, clients, () -> "seed " + SEED);
        assertEquals(
                2_000,
                view.history().requests().stream().mapToLong(Long::longValue).sum());
    }

    /** Nobody can make the model grow: names beyond the bounds are counted together, and none is lost. */
    @Test
    void whatOthersNameIsBounded() {
        for (int i = 0; i < 6_000; i++) {
            events.client("c" + i, "0 program" + i + " - -");
            String exchange = events.query("c" + i, "Query/r" + i, Outcome.DIVERGENT);
            events.divergence(exchange, "Query/r" + i, "unexplained", "field" + i);
        }
        LiveView view = model.view(LiveEvents.TIME);
        assertEquals(ClassTable.CLASSES + 1, view.classes().size());
        assertEquals(
                6_000,
                view.classes().stream().mapToLong(LiveView.ClassRow::asked).sum());
        assertEquals(CauseTable.CAUSES, view.causes().distinct());
        assertEquals(6_000 - CauseTable.CAUSES, view.causes().other());
        assertEquals(ClientTable.KEYS, view.clients().distinct());
        assertEquals(6_000 - ClientTable.KEYS, view.clients().other());
        assertTrue(view.clients().rows().size() <= 50 && view.causes().rows().size() <= 50);
        assertEquals(1, model.causes("UNEXPLAINED field4321").rows().size());
        assertEquals(1_111, model.causes("field4").found());
        assertEquals(0, model.causes("field4321 nothing").found());
    }

    @Test
    void ofManyExamplesThoseWithEvidenceAreKept() {
        events.client("c1", "0 poller - -");
        for (int i = 0; i < 10; i++) {
            String exchange = events.query("c1", "QueryTags", Outcome.DIVERGENT, i >= 5);
            events.divergence(exchange, "QueryTags", "set-order", "tags");
        }
        List<LiveView.Example> examples =
                model.view(LiveEvents.TIME).causes().rows().getFirst().examples();
        assertEquals(CauseTable.EXAMPLES, examples.size());
        assertTrue(examples.stream().allMatch(LiveView.Example::evidence), examples::toString);
    }

    /** A trial with several places of one cause is one trial of it. */
    @Test
    void aCauseExplainsAsManyTrialsAsHaveIt() {
        events.client("c1", "0 poller - -");
        for (int i = 0; i < 4; i++) {
            String exchange = events.query("c1", "QueryTags", Outcome.DIVERGENT);
            events.divergence(exchange, "QueryTags", "set-order", "tags");
            events.divergence(exchange, "QueryTags", "set-order", "owners");
        }
        LiveView.Causes causes = model.view(LiveEvents.TIME).causes();
        assertEquals(Map.of("set-order", 4L), causes.trials());
        assertEquals(2, causes.rows().size());
        assertEquals(4, causes.divergentTrials());
    }

    @Test
    void newThingsAreToldOnce() {
        List<String> told = new ArrayList<>();
        model.listen(new LiveListener() {
            @Override
            public void newCause(Instant time, AuditEvent.DivergenceFound first) {
                told.add(first.cause());
            }

            @Override
            public void newMisdirectedClient(Instant time, ClientFacts client) {
                told.add(client.key());
            }
        });
        for (int i = 0; i < 3; i++) {
            events.client("c" + i, "0 poller - -");
            String exchange = events.query("c" + i, "QueryTags", Outcome.DIVERGENT);
            events.divergence(exchange, "QueryTags", "set-order", "tags");
        }
        assertEquals(List.of("0 poller - -", "set-order"), told);
    }

    /** A clock that is set back, or far ahead, ends nothing. */
    @Test
    void timesMayJump() {
        events.client("c1", "0 poller - -");
        for (long second : new long[] {0, 100_000, 50, 100_001, -7}) {
            events.queryAt(LiveEvents.TIME.plusSeconds(second), "c1", "QueryTags", Outcome.MATCH, false);
        }
        LiveView.History history = model.view(LiveEvents.TIME).history();
        assertEquals(Timeline.STEPS, history.requests().size());
        assertEquals(4, history.requests().stream().mapToLong(Long::longValue).sum());
    }
}
