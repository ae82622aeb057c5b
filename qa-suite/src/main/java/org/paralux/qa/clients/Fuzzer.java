package org.paralux.qa.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.paralux.luxi.Framing;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;

/** Sends broken, unknown, ambiguous and cut messages, several at once, and takes whatever comes back. */
final class Fuzzer implements SampleClient.Round {
    private static final List<String> MESSAGES = List.of(
            "",
            "null",
            "[]",
            "{",
            "{\"method\": \"QueryClusterInfo\"",
            "{\"method\": \"QueryClusterInfo\"}",
            "{\"method\": null, \"args\": []}",
            "{\"method\": \"NoSuchMethod\", \"args\": []}",
            "{\"method\": \"QueryTags\", \"method\": \"QueryClusterInfo\", \"args\": []}",
            "{\"method\": \"Query\", \"args\": [\"node\", [\"name\"], null, 1]}",
            "{\"method\": \"Query\", \"args\": [\"nothing\", [\"name\"], null]}",
            "{\"method\": \"Query\", \"args\": [\"node\", [\"name\", \"nosuch\"], [\"~\", \"name\", 1]]}",
            "{\"method\": \"QueryNodes\", \"args\": [[\"gone.example.net\"], [\"name\"], false]}",
            "{\"method\": \"QueryTags\", \"args\": [\"instance\", \"caf\u00e9\"]}",
            "{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]], \"version\": 1}");

    private static final Payload QUESTION =
            Payload.of("{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]]}");

    private final Talk talk;

    Fuzzer(Talk talk) {
        this.talk = talk;
    }

    /** A daemon may close at any of these, so that is no failure; not to be reachable is. */
    @Override
    public void play() throws IOException {
        LuxiClient client = talk.connection();
        try {
            client.send(message());
            client.shutdownOutput();
            while (client.receiveOrEnd() != null) {
                // What the daemon has to say to that is for others to judge.
            }
        } catch (IOException e) {
            // It closed while there was more to say.
        } finally {
            talk.hangUp();
        }
    }

    private byte[] message() {
        return switch (talk.random().nextInt(5)) {
            case 0 -> pipelined();
            case 1 -> half();
            case 2 -> noise();
            default -> Payload.of(talk.oneOf(MESSAGES)).toFrame();
        };
    }

    /** Questions with something odd between them. */
    private byte[] pipelined() {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        int questions = talk.random().nextInt(2, 8);
        for (int i = 0; i < questions; i++) {
            frames.writeBytes(QUESTION.toFrame());
        }
        frames.writeBytes(Payload.of(talk.oneOf(MESSAGES)).toFrame());
        frames.writeBytes(QUESTION.toFrame());
        return frames.toByteArray();
    }

    private byte[] half() {
        byte[] frame = QUESTION.toFrame();
        return Arrays.copyOf(frame, talk.random().nextInt(1, frame.length));
    }

    private byte[] noise() {
        byte[] bytes = new byte[talk.random().nextInt(1, 200)];
        talk.random().nextBytes(bytes);
        bytes[bytes.length - 1] = Framing.ETX;
        byte[] readable = talk.oneOf(MESSAGES).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(readable, 0, bytes, 0, Math.min(readable.length, bytes.length - 1));
        return bytes;
    }
}
