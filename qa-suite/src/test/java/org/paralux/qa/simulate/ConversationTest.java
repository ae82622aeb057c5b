package org.paralux.qa.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.qa.simulate.jobs.ManualTimer;
import org.paralux.qa.simulate.model.ClusterSource;

/** What a connection is like, request after request, in either style. */
class ConversationTest {
    private static final String NAME = Probe.request("QueryConfigValues", "[[\"cluster_name\"]]");
    private static final String TAGS = Probe.request("QueryTags", "[\"node\", \"node3.example.net\"]");
    private static final String GROUPS = Probe.request("QueryGroups", "[[], [\"name\"], false]");

    private @TempDir Path folder;
    private final List<EmbeddedDaemon> daemons = new ArrayList<>();

    private EmbeddedDaemon daemon(DaemonStyle style) throws IOException {
        EmbeddedDaemon daemon = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("s"), style));
        daemons.add(daemon);
        return daemon;
    }

    @AfterEach
    void stop() throws IOException {
        for (EmbeddedDaemon daemon : daemons) {
            daemon.close();
        }
    }

    private static byte[] frames(String... requests) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String request : requests) {
            frames.writeBytes(Payload.of(request).toFrame());
        }
        return frames.toByteArray();
    }

    private static List<String> replies(LuxiClient client, int count) throws IOException {
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replies.add(Probe.text(client.receive()));
        }
        return replies;
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void aStreamCutAnywhereGetsTheSameReplies(DaemonStyle style) throws IOException {
        byte[] stream = frames(NAME, TAGS);
        Path socket = daemon(style).socket();
        try (LuxiClient client = LuxiClient.connect(socket, Probe.TIME_LIMIT)) {
            client.send(stream);
            List<String> whole = replies(client, 2);
            for (int cut = 1; cut < stream.length; cut++) {
                client.send(Arrays.copyOfRange(stream, 0, cut));
                client.send(Arrays.copyOfRange(stream, cut, stream.length));
                assertEquals(whole, replies(client, 2), "cut at " + cut);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void pipelinedRequestsAreAnsweredInOrder(DaemonStyle style) throws IOException {
        try (LuxiClient client = LuxiClient.connect(daemon(style).socket(), Probe.TIME_LIMIT)) {
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                order.add(List.of(NAME, TAGS, GROUPS).get(i % 3));
            }
            List<String> oneByOne = new ArrayList<>();
            for (String request : order) {
                oneByOne.add(Probe.text(client.call(Payload.of(request))));
            }
            client.send(frames(order.toArray(String[]::new)));
            assertEquals(oneByOne, replies(client, order.size()));
        }
    }

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void aClientThatHalfClosesGetsItsSmallRepliesAndThenTheEnd(DaemonStyle style) throws IOException {
        try (LuxiClient client = LuxiClient.connect(daemon(style).socket(), Probe.TIME_LIMIT)) {
            client.send(frames(NAME, TAGS));
            client.send(Payload.of("{\"half a request").toByteArray());
            client.shutdownOutput();
            replies(client, 2);
            assertNull(client.receiveOrEnd());
        }
    }

    @Test
    void masterdCutsALargeReplyToAClientThatHalfClosesAndLuxidDoesNot() throws IOException {
        assertEquals(8192, bytesForAClientThatHalfClosed(DaemonStyle.MASTERD));
        assertTrue(bytesForAClientThatHalfClosed(DaemonStyle.LUXID) > 8192);
    }

    /** The reply is held back until the client has closed its side, so that nothing is left to chance. */
    private int bytesForAClientThatHalfClosed(DaemonStyle style) throws IOException {
        ManualTimer time = new ManualTimer();
        World world = World.of(time, time, ClusterSource.ofSample(time));
        DaemonOptions options =
                DaemonOptions.of(folder.resolve("s"), style).withIdleLimit(null).withLatency(Duration.ofSeconds(1));
        try (EmbeddedDaemon daemon = EmbeddedDaemon.start(options, world);
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(daemon.socket()))) {
            channel.write(ByteBuffer.wrap(frames(Probe.request("QueryFields", "[\"instance\", null]"))));
            channel.shutdownOutput();
            Awaitility.await().until(() -> time.waitingTasks() == 1);
            time.advance(Duration.ofSeconds(1));
            return Channels.newInputStream(channel).readAllBytes().length;
        }
    }

    @Test
    void aLargeReplyReachesAClientThatKeepsItsSideOpen() throws IOException {
        String large = Probe.request("QueryFields", "[\"instance\", null]");
        try (LuxiClient client = LuxiClient.connect(daemon(DaemonStyle.MASTERD).socket(), Probe.TIME_LIMIT)) {
            client.send(frames(large, NAME));
            assertTrue(client.receive().length() > 8192);
            assertNotNull(client.receiveOrEnd());
        }
    }

    /** What is sent, and how either daemon answers: {@code open} and {@code closed} say what becomes of the connection. */
    private static final List<List<String>> ODD_REQUESTS = List.of(
            List.of("{not json", "closed", "text closed"),
            List.of("", "closed", "text closed"),
            List.of("null", "closed", "text closed"),
            List.of("[]", "closed", "text closed"),
            List.of("{}", "closed", "text closed"),
            List.of("{\"args\": []}", "closed", "text closed"),
            List.of("{\"method\": \"QueryClusterInfo\"}", "closed", "text closed"),
            List.of("{\"method\": null, \"args\": []}", "closed", "text closed"),
            List.of(" \n" + NAME, "success open", "text closed"),
            List.of(NAME + " \n", "success open", "success open"),
            List.of(NAME + " xx", "closed", "text closed"),
            List.of("{\"method\": \"NoSuchMethod\", \"args\": []}", "text open", "text closed"),
            List.of("{\"method\": \"QueryTags\", \"args\": {}}", "text open", "text closed"),
            List.of("{\"method\": \"QueryClusterInfo\", \"args\": {}}", "success open", "success open"),
            List.of("{\"method\": \"Query\", \"args\": []}", "text open", "text closed"),
            List.of("{\"method\": \"QueryNodes\", \"args\": [null, [\"name\"], false]}", "text open", "text closed"),
            List.of("{\"method\": \"Query\", \"args\": [\"bogus\", [], null]}", "OpPrereqError open", "text closed"),
            List.of("{\"method\": \"Query\", \"args\": [\"os\", [], null]}", "success open", "GenericError open"),
            List.of(
                    "{\"method\": \"QueryNodes\", \"args\": [[], [], true]}",
                    "OpPrereqError open",
                    "OpPrereqError open"),
            List.of("{\"method\": \"QueryConfigValues\", \"args\": [[\"x\"]]}", "OpPrereqError open", "success open"),
            List.of("{\"method\": \"QueryTags\", \"args\": [\"cluster\", null]}", "success open", "text closed"),
            List.of(NAME.replace("}", ", \"version\": 2}"), "LuxiError open", "success open"),
            List.of(NAME.replace("}", ", \"version\": \"3000000\"}"), "LuxiError open", "success open"),
            List.of(NAME.replace("}", ", \"version\": null}"), "success open", "success open"),
            List.of("{\"method\": \"NoSuchMethod\", " + NAME.substring(1), "success open", "text closed"),
            List.of(NAME.replace("}", ", \"x\": NaN}"), "success open", "text closed"),
            List.of("[".repeat(100_000), "closed", "text closed"),
            List.of(
                    "{\"method\": \"Query\", \"args\": [\"node\", [], [\">\", \"ctime\", NaN]]}",
                    "success open",
                    "text closed"),
            List.of("{\"method\": \"QueryFilters\", \"args\": [null, [\"uuid\"]]}", "text open", "success open"),
            List.of("{\"method\": \"SubmitJob\", \"args\": [[{\"OP_ID\": \"OP_X\"}]]}", "success open", "text closed"),
            List.of("{\"method\": \"SubmitJob\", \"args\": [[{}]]}", "text open", "text closed"));

    @ParameterizedTest
    @EnumSource(DaemonStyle.class)
    void oddRequestsAreAnsweredInTheDaemonsWay(DaemonStyle style) throws IOException {
        Path socket = daemon(style).socket();
        for (List<String> odd : ODD_REQUESTS) {
            assertEquals(odd.get(style == DaemonStyle.MASTERD ? 1 : 2), answer(socket, odd.getFirst()), odd.getFirst());
        }
    }

    private static String answer(Path socket, String request) throws IOException {
        try (Probe probe = new Probe(socket)) {
            probe.client.send(frames(request));
            Payload reply = probe.client.receiveOrEnd();
            if (reply == null) {
                return "closed";
            }
            String sort = sort(Probe.text(reply));
            return sort + (isOpen(probe.client) ? " open" : " closed");
        }
    }

    private static boolean isOpen(LuxiClient client) {
        try {
            client.send(frames(NAME));
            return client.receiveOrEnd() != null;
        } catch (IOException closedOrReset) {
            return false;
        }
    }

    private static String sort(String reply) {
        var json = LuxiJson.MAPPER.readTree(reply);
        if (json.path("success").asBoolean()) {
            return "success";
        }
        return json.path("result").isString()
                ? "text"
                : json.path("result").path(0).asString();
    }
}
