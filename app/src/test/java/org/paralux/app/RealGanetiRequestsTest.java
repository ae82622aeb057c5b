package org.paralux.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.luxi.Framing;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.LuxiReply;
import org.paralux.luxi.LuxiRequest;
import org.paralux.luxi.Payload;
import org.paralux.luxi.RequestKind;
import tools.jackson.databind.JsonNode;

/** Every recorded request that changes nothing, well-formed or not, gets the same bytes through the proxy. */
@OnRealGaneti
class RealGanetiRequestsTest {
    private static final Path RECORD = Path.of("../luxi/src/test/resources/recorded/luxid-3.0.2.jsonl");
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    /** How often the daemon is asked until it repeats itself. */
    private static final int ATTEMPTS = 5;

    @TempDir
    private static Path folder;

    /**
     * What was sent on one connection.
     *
     * @param frames the requests, sent together
     * @param replies how many came back
     */
    record Recorded(String name, List<Payload> frames, int replies) {
        static Recorded of(String line) {
            JsonNode members = LuxiJson.MAPPER.readTree(line);
            return new Recorded(
                    members.path("name").asString(),
                    Framing.split(bytes(members, "request")),
                    Framing.split(bytes(members, "response")).size());
        }

        private static byte[] bytes(JsonNode members, String key) {
            boolean isLatin1 = members.path("encoding").asString("").contains(key + ": latin-1");
            Charset charset = isLatin1 ? ISO_8859_1 : UTF_8;
            return members.path(key).asString().getBytes(charset);
        }

        @Override
        public String toString() {
            return name;
        }

        boolean isHarmless() {
            return !frames.isEmpty()
                    && frames.stream().map(LuxiRequest::in).noneMatch(request -> request.kind() == RequestKind.COMMAND);
        }

        List<Payload> repliesOf(Path socket) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            frames.forEach(frame -> all.writeBytes(frame.toFrame()));
            List<Payload> received = new ArrayList<>();
            try (LuxiClient client = LuxiClient.connect(socket, TIME_LIMIT)) {
                client.send(all.toByteArray());
                while (received.size() < replies) {
                    received.add(client.receive());
                }
            } catch (EOFException e) {
                // A daemon that does not understand closes; what it said before counts.
            }
            return received;
        }
    }

    private static final List<Recorded> HARMLESS = harmless();
    private static final Set<String> DRIFTING = ConcurrentHashMap.newKeySet();

    private static RealGaneti ganeti;

    static List<Recorded> harmless() {
        try (Stream<String> lines = Files.lines(RECORD)) {
            return lines.map(Recorded::of).filter(Recorded::isHarmless).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void openCluster() throws Exception {
        ganeti = RealGaneti.front(folder);
    }

    @AfterAll
    static void closeCluster() throws InterruptedException {
        ganeti.stop();
        assertTrue(HARMLESS.size() > 250, () -> "only " + HARMLESS.size());
        assertTrue(DRIFTING.size() < HARMLESS.size() / 10, () -> "the daemon did not repeat itself: " + DRIFTING);
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void theReplyIsTheSameBytesWhereTheDaemonRepeatsItself(Recorded recorded) throws Exception {
        if (!repliesAreTheSame(recorded)) {
            DRIFTING.add(recorded.name());
        }
    }

    /**
     * Whether the reply through the proxy was, to the byte, what the daemon said just before or after; where that changed
     * each time, it is only compared what kind of reply it is. A value that goes to and fro, such as free memory, may
     * differ once between two replies that are alike, and not each time.
     */
    private static boolean repliesAreTheSame(Recorded recorded) throws IOException {
        List<Payload> before = recorded.repliesOf(RealGaneti.socket());
        boolean isSteady = true;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Payload> through = recorded.repliesOf(ganeti.frontSocket());
            List<Payload> after = recorded.repliesOf(RealGaneti.socket());
            if (through.equals(before) || through.equals(after)) {
                return true;
            }
            assertEquals(kinds(after), kinds(through), recorded::name);
            isSteady &= before.equals(after);
            before = after;
        }
        assertFalse(isSteady, recorded.name() + ": the daemon repeats itself, the proxy says something else");
        return false;
    }

    private static List<String> kinds(List<Payload> replies) {
        return replies.stream()
                .map(reply -> LuxiReply.in(reply).getClass().getSimpleName())
                .toList();
    }
}
