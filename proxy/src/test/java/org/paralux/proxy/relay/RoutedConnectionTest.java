package org.paralux.proxy.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.luxi.Payload;
import org.paralux.proxy.tee.Answerer;
import org.paralux.proxy.tee.Body;
import org.paralux.proxy.tee.Exchange;

/** Requests that are routed one by one between two daemons. */
class RoutedConnectionTest {
    /** Routes by a request's first letter; anything else goes to the primary. */
    private static final class ByLetter implements RequestRouter {
        private final AtomicInteger late = new AtomicInteger();
        private final AtomicInteger fellBack = new AtomicInteger();
        private volatile boolean isRouting = true;

        @Override
        public boolean isRouting() {
            return isRouting;
        }

        @Override
        public Optional<Route> route(Body.Whole request, Optional<ClientFacts> client) {
            String text = new String(request.payload().toByteArray(), StandardCharsets.ISO_8859_1);
            return switch (text.isEmpty() ? ' ' : text.charAt(0)) {
                case 's' -> Optional.of(new Route.ToShadow(false, null));
                case 'f' -> Optional.of(new Route.ToShadow(true, null));
                case 'r' -> Optional.of(new Route.Refused(Payload.of("proxy:" + text)));
                case 'w' -> client.map(_ -> new Route.ToShadow(false, null));
                default -> Optional.of(Route.PRIMARY);
            };
        }

        @Override
        public void clientCameLate() {
            late.incrementAndGet();
        }

        @Override
        public void fellBack() {
            fellBack.incrementAndGet();
        }
    }

    private final ByLetter router = new ByLetter();
    private RelayFixture fixture;
    private LabelledDaemon primary;
    private LabelledDaemon shadow;

    @BeforeEach
    void startDaemons() throws IOException {
        fixture = new RelayFixture(Duration.ofSeconds(5), 200, router);
        primary = new LabelledDaemon("p", fixture.direct);
        shadow = new LabelledDaemon("s", fixture.shadow);
    }

    @AfterEach
    void stopDaemons() throws IOException {
        fixture.awaitNoConnections();
        primary.close();
        shadow.close();
        fixture.close();
    }

    /** All that a client gets that sends {@code text} and half-closes. */
    private String answersTo(String text) throws IOException {
        try (RawClient client = new RawClient(fixture.proxied)) {
            client.send(text);
            client.halfClose();
            return client.everything();
        }
    }

    @Test
    void eachRequestIsAnsweredByItsDaemonInTheOrderOfTheRequests() throws IOException {
        assertEquals("p:c1\3s:s1\3s:s2\3proxy:r1\3p:c2\3p:\3s:f3\3", answersTo("c1\3s1\3s2\3r1\3c2\3\3f3\3"));
        fixture.awaitNoConnections();
        assertEquals(List.of("c1", "c2", ""), primary.received);
        assertEquals(
                List.of("primary", "shadow", "shadow", "proxy", "primary", "primary", "shadow"),
                fixture.exchanges.stream()
                        .map(Exchange::answeredBy)
                        .map(Answerer::word)
                        .toList());
    }

    @Test
    void aDaemonIsConnectedToWhenItIsNeeded() throws IOException {
        assertEquals("s:s1\3", answersTo("s1\3"));
        assertEquals(0, primary.connections());
    }

    @Test
    void anIdleCloseIsNotPassedOn() throws IOException {
        try (RawClient client = new RawClient(fixture.proxied)) {
            client.send("s1!s-leave\3");
            await().until(() -> client.soFar().equals("s:s1!s-leave\3"));
            client.send("c2!p-leave\3");
            await().until(() -> client.soFar().endsWith("p:c2!p-leave\3"));
            client.send("s3\3c4\3");
            await().until(() -> client.soFar().endsWith("s:s3\3p:c4\3"));
        }
    }

    @Test
    void aQueryThatTheShadowDroppedIsAskedAgainOrFallsBack() throws IOException {
        assertEquals("p:f1!s-die\3s:s2\3", answersTo("f1!s-die\3s2\3"));
        assertEquals(1, router.fellBack.get());
        assertEquals(List.of("f1!s-die"), primary.received);
        fixture.awaitNoConnections();
        Exchange first = fixture.exchanges.getFirst();
        assertEquals(Answerer.SHADOW, first.askedFirst());
        assertEquals(Answerer.PRIMARY, first.answeredBy());
    }

    @Test
    void withoutAFallBackTheClientLosesItsConnectionAsItWouldTheDaemons() throws IOException {
        assertEquals("s:s1\3", answersTo("s1\3s2!s-die\3c3\3"));
        assertEquals(List.of(), primary.received);
        fixture.awaitNoConnections();
        assertEquals(CloseReason.SHADOW_END, fixture.closed.getFirst().reason());
        assertEquals(
                List.of(ExchangeEnd.COMPLETE, ExchangeEnd.PRIMARY_LEFT, ExchangeEnd.UNDELIVERED),
                fixture.exchanges.stream().map(Exchange::end).toList());
    }

    @Test
    void aReplyThatBeganIsNobodyElses() throws IOException {
        assertEquals("s:f1!s-cut", answersTo("f1!s-cut\3c2\3"));
        assertEquals(List.of(), primary.received);
        assertEquals(0, router.fellBack.get());
    }

    @Test
    void aHungShadowIsLeftAfterItsTime() throws IOException {
        assertEquals("p:f1!s-hang\3", answersTo("f1!s-hang\3"));
    }

    @Test
    void eachReplyThatIsDueHasTheWholeTime() throws IOException {
        assertEquals("s:f1\3p:f2!s-hang\3s:f3\3", answersTo("f1\3f2!s-hang\3f3\3"));
        assertEquals("p:f1!s-hang\3p:f2!s-hang\3p:c3\3", answersTo("f1!s-hang\3f2!s-hang\3c3\3"));
        assertEquals(List.of("f2!s-hang", "f1!s-hang", "f2!s-hang", "c3"), primary.received);
        assertEquals(3, router.fellBack.get());
    }

    @Test
    void aShadowThatAnswersAtFirstIsWatchedOn() throws IOException {
        try (RawClient client = new RawClient(fixture.proxied)) {
            client.send("f1\3");
            await().until(() -> client.soFar().equals("s:f1\3"));
            client.send("f2!s-hang\3");
            await().until(() -> client.soFar().equals("s:f1\3p:f2!s-hang\3"));
        }
    }

    @Test
    void withTheShadowDownQueriesFallBackAndTheRestGoesOn() throws IOException {
        shadow.close();
        assertEquals("p:f1\3p:c2\3", answersTo("f1\3c2\3"));
        assertEquals("p:c1\3", answersTo("c1\3s2\3c3\3"));
        assertEquals(List.of("f1", "c2", "c1"), primary.received);
    }

    @Test
    void withThePrimaryDownQueriesAreAnsweredAndCommandsEndBeforeAByte() throws IOException {
        primary.close();
        assertEquals("s:s1\3s:s2\3", answersTo("s1\3s2\3"));
        assertEquals("s:s1\3", answersTo("s1\3c2\3s3\3"));
        fixture.awaitNoConnections();
        assertEquals(CloseReason.PRIMARY_DOWN, fixture.closed.getLast().reason());
    }

    @Test
    void aCommandIsForwardedAtMostOnce() throws IOException {
        assertEquals("", answersTo("c1!p-die\3c2\3"));
        assertEquals("p:c3!p-cut", answersTo("c3!p-cut\3"));
        assertEquals("p:c4!p-leave\3p:c5\3", answersTo("c4!p-leave\3").concat(answersTo("c5\3")));
        assertEquals(1, primary.received.stream().filter("c1!p-die"::equals).count());
        assertEquals(1, primary.received.stream().filter("c3!p-cut"::equals).count());
    }

    @Test
    void aRequestTooLargeToBeReadGoesToThePrimaryWhole() throws IOException {
        String large = "s" + "x".repeat(3 * RoutedRequest.MAX_WHOLE_BYTES);
        assertEquals("s:s1\3p:" + large + "\3s:s2\3", answersTo("s1\3" + large + "\3s2\3"));
        fixture.awaitNoConnections();
        assertEquals(large.length(), fixture.exchanges.get(1).request().length());
        assertEquals(3, fixture.exchanges.size());
    }

    @Test
    void onlyTheFirstRequestWaitsForWhoAsks() throws IOException {
        fixture.client = Optional.empty();
        assertEquals("p:w1\3p:w2\3s:s3\3", answersTo("w1\3w2\3s3\3"));
        assertEquals(2, router.late.get());
    }

    @Test
    void aConnectionThatWasNotRoutedIsFromItsNextRequestOn() throws IOException {
        router.isRouting = false;
        try (RawClient client = new RawClient(fixture.proxied)) {
            client.send("s1\3");
            await().until(() -> client.soFar().equals("p:s1\3"));
            router.isRouting = true;
            client.send("s2\3c3\3");
            await().until(() -> client.soFar().equals("p:s1\3s:s2\3p:c3\3"));
            assertEquals(1, primary.connections());
        }
        fixture.awaitNoConnections();
        assertEquals(3, fixture.closed.getFirst().exchanges());
    }

    @Test
    void aClientThatLeavesTakesAllItsUpstreamsAlong() throws IOException {
        try (RawClient client = new RawClient(fixture.proxied)) {
            client.send("c1\3s2!s-hang\3");
            await().until(() -> shadow.received.contains("s2!s-hang"));
        }
        fixture.awaitNoConnections();
        assertEquals(ExchangeEnd.CLIENT_LEFT, fixture.exchanges.getLast().end());
    }

    /** Any mixture of requests, however it is cut and however the daemons behave: the same answers, commands once. */
    @Test
    void whateverIsSentInWhateverPiecesTheAnswersAreTheSame() throws IOException {
        for (int seed = 1; seed <= 150; seed++) {
            Random random = new Random(seed);
            StringBuilder sent = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            int requests = 1 + random.nextInt(12);
            for (int i = 0; i < requests; i++) {
                String name = "csfr".charAt(random.nextInt(4)) + "-" + seed + "-" + i + "y".repeat(random.nextInt(30));
                String fate = random.nextInt(4) > 0 ? "" : fateOf(name);
                sent.append(name).append(fate).append('\3');
                expected.append(answerer(name, fate)).append(name).append(fate).append('\3');
                if (fate.endsWith("-leave")) {
                    break; // What follows may be written before the daemon left, as to any daemon.
                }
            }
            try (RawClient client = new RawClient(fixture.proxied)) {
                for (int start = 0; start < sent.length(); ) {
                    int stop = Math.min(sent.length(), start + 1 + random.nextInt(20));
                    client.send(sent.substring(start, stop));
                    start = stop;
                }
                client.halfClose();
                assertEquals(expected.toString(), client.everything(), "seed " + seed);
            }
        }
        List<String> commands =
                primary.received.stream().filter(each -> each.startsWith("c")).toList();
        assertEquals(commands.size(), commands.stream().distinct().count());
        assertTrue(commands.size() > 100, commands::toString);
    }

    private static String fateOf(String name) {
        return switch (name.charAt(0)) {
            case 'c' -> "!p-leave";
            case 's' -> "!s-leave";
            default -> "!s-die";
        };
    }

    private static String answerer(String name, String fate) {
        return switch (name.charAt(0)) {
            case 's' -> "s:";
            case 'f' -> fate.equals("!s-die") ? "p:" : "s:";
            case 'r' -> "proxy:";
            default -> "p:";
        };
    }
}
