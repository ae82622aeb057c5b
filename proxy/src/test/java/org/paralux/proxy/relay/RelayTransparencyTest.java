package org.paralux.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client gets through the relay, byte for byte beside what it gets directly. The law: the bytes a direct client
 * gets are a prefix of those through the relay, and equal when nothing was outstanding at a half-close.
 */
class RelayTransparencyTest {
    /** How many streams are generated; more by hand. */
    private static final int STREAMS = Integer.getInteger("paralux.test.streams", 1000);

    /** Stream number N has this seed and N. */
    private static final long BASE_SEED = Long.getLong("paralux.test.seed", new Random().nextLong());

    /** What the daemon and the observer see is kept for a round, so that any number of streams fits the memory. */
    private static final int STREAMS_IN_A_ROUND = 1000;

    private static final String STREAM = "reply 5\3pieces 40\3\3reply 30000\3reply 0\3";

    private RelayFixture fixture;
    private ScriptedDaemon daemon;

    @BeforeEach
    void start() throws IOException {
        fixture = new RelayFixture(Duration.ofSeconds(10), 10_000);
        daemon = new ScriptedDaemon(fixture.direct, 128);
    }

    @AfterEach
    void leavesNothingBehind() throws IOException {
        fixture.awaitNoConnections();
        daemon.close();
        fixture.close();
    }

    private interface Script {
        void play(RawClient client);
    }

    private static String outcome(Path socket, Script script) throws IOException {
        try (RawClient client = new RawClient(socket)) {
            script.play(client);
            return client.everything();
        }
    }

    static Stream<Integer> everyOffset() {
        return IntStream.rangeClosed(0, STREAM.length()).boxed();
    }

    @ParameterizedTest
    @MethodSource("everyOffset")
    void sameBytesWhereverTheStreamIsSplit(int offset) throws IOException {
        Script script = client -> {
            client.send(STREAM.substring(0, offset));
            client.send(STREAM.substring(offset));
            client.halfClose();
        };

        assertEquals(outcome(fixture.direct, script), outcome(fixture.proxied, script));
    }

    @ParameterizedTest
    @MethodSource("everyOffset")
    void sameBytesWhereverTheClientEnds(int offset) throws IOException {
        Script script = client -> {
            client.send(STREAM.substring(0, offset));
            client.halfClose();
        };

        assertEquals(outcome(fixture.direct, script), outcome(fixture.proxied, script));
    }

    @ParameterizedTest
    @MethodSource("everyOffset")
    void theDaemonGetsWhatAClientSentBeforeItLeft(int offset) throws IOException {
        try (RawClient client = new RawClient(fixture.proxied)) {
            client.send("reply 100\3".repeat(3).substring(0, Math.min(30, offset)));
        }

        fixture.awaitNoConnections();

        org.awaitility.Awaitility.await()
                .until(() -> daemon.connections() == 1
                        && daemon.received(0).equals("reply 100\3".repeat(3).substring(0, Math.min(30, offset))));
    }

    static Stream<Integer> everyReplySize() {
        return Stream.concat(
                IntStream.rangeClosed(0, 64).boxed(),
                Stream.of(4095, 4096, 8191, 8192, 8193, 65535, 65536, 212991, 212992, 262144, 262145, 3_000_000));
    }

    @ParameterizedTest
    @MethodSource("everyReplySize")
    void sameBytesWhereverTheDaemonEnds(int size) throws IOException {
        Script script = client -> client.send("reply 3\3cut " + size + "\3reply 9\3");

        assertEquals(outcome(fixture.direct, script), outcome(fixture.proxied, script));
    }

    static IntStream everyRound() {
        return IntStream.iterate(0, first -> first < STREAMS, first -> first + STREAMS_IN_A_ROUND);
    }

    @ParameterizedTest
    @MethodSource("everyRound")
    void generatedStreamsPassUnchanged(int first) throws IOException {
        for (int i = first; i < Math.min(STREAMS, first + STREAMS_IN_A_ROUND); i++) {
            long seed = BASE_SEED + i;
            GeneratedStream stream = GeneratedStream.from(seed);

            String direct = outcome(fixture.direct, stream::play);
            String proxied = outcome(fixture.proxied, stream::play);

            assertTrue(
                    proxied.equals(direct),
                    () -> "seed " + seed + ": " + fixture.closed.getLast() + " direct " + direct.length()
                            + " bytes, proxied " + proxied.length() + ", " + stream);
        }
    }

    /** Frames valid and broken, cut into pieces anywhere, with an end. */
    private record GeneratedStream(List<String> pieces) {
        static GeneratedStream from(long seed) {
            Random random = new Random(seed);
            StringBuilder bytes = new StringBuilder();
            int frames = random.nextInt(6);
            for (int i = 0; i < frames; i++) {
                bytes.append(frame(random));
            }
            if (random.nextInt(4) == 0) {
                bytes.append("incomplete");
            }
            List<String> pieces = new ArrayList<>();
            int at = 0;
            while (at < bytes.length()) {
                int next = Math.min(bytes.length(), at + 1 + random.nextInt(40));
                pieces.add(bytes.substring(at, next));
                at = next;
            }
            return new GeneratedStream(pieces);
        }

        private static String frame(Random random) {
            return switch (random.nextInt(12)) {
                case 0 -> "\3";
                case 1 -> "gar\0bage\377\3";
                case 2 -> "close\3";
                case 3 -> "cut " + random.nextInt(70_000) + "\3";
                case 4 -> "pieces " + random.nextInt(300) + "\3";
                case 5 -> "reply " + random.nextInt(600_000) + "\3";
                case 6 -> "x".repeat(random.nextInt(300_000)) + "\3";
                default -> "reply " + random.nextInt(5000) + "\3";
            };
        }

        void play(RawClient client) {
            for (String piece : pieces) {
                if (!client.send(piece)) {
                    return;
                }
            }
            client.halfClose();
        }

        @Override
        public String toString() {
            String text = String.join("|", pieces).replace('\3', '$');
            return text.length() <= 300 ? text : text.substring(0, 300) + "…";
        }
    }
}
