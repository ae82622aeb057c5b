package org.paralux.qa.ask;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.Payload;

/** Plays a conversation with one daemon on a connection of its own. */
final class Player {
    /** A daemon that says nothing for so long waits for more. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final Payload STILL_THERE =
            Payload.of("{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]]}");

    private static final int MAX_REPLY_BYTES = 64 << 20;

    private final Path socket;
    private final List<Payload> replies = new ArrayList<>();

    Player(Path socket) {
        this.socket = socket;
    }

    Transcript play(Conversation conversation) throws InterruptedException {
        try (LuxiClient client = LuxiClient.connect(socket, QUIET, MAX_REPLY_BYTES)) {
            return new Transcript(replies, play(conversation, client));
        } catch (IOException e) {
            return new Transcript(replies, Transcript.End.UNREACHABLE);
        }
    }

    private Transcript.End play(Conversation conversation, LuxiClient client) throws InterruptedException {
        try {
            for (Conversation.Step step : conversation.steps()) {
                if (!play(step, client)) {
                    return Transcript.End.CLOSED;
                }
            }
            return end(conversation, client);
        } catch (SocketTimeoutException e) {
            return Transcript.End.OPEN;
        } catch (EOFException e) {
            return Transcript.End.CUT;
        } catch (IOException e) {
            return Transcript.End.CLOSED;
        }
    }

    /** False where the daemon has closed in an orderly way. */
    private boolean play(Conversation.Step step, LuxiClient client) throws IOException, InterruptedException {
        switch (step) {
            case Conversation.Step.Send(Payload bytes) -> client.send(bytes.unsafeBytes());
            case Conversation.Step.HalfClose() -> client.shutdownOutput();
            case Conversation.Step.Pause(Duration time) -> Time.SYSTEM.waitUntil(Time.SYSTEM.nanos() + time.toNanos());
            case Conversation.Step.Receive(int count) -> {
                return receive(count, client);
            }
        }
        return true;
    }

    /** Takes a reply to each frame that has none yet, and finds out whether another question would be answered. */
    private Transcript.End end(Conversation conversation, LuxiClient client) throws IOException {
        int due = conversation.frames().size() - replies.size();
        if (!receive(due, client)) {
            return Transcript.End.CLOSED;
        }
        if (conversation.halfCloses()) {
            return receive(1, client) ? Transcript.End.OPEN : Transcript.End.CLOSED;
        }
        client.send(STILL_THERE.toFrame());
        return client.receiveOrEnd() == null ? Transcript.End.CLOSED : Transcript.End.OPEN;
    }

    private boolean receive(int count, LuxiClient client) throws IOException {
        for (int i = 0; i < count; i++) {
            Payload reply = client.receiveOrEnd();
            if (reply == null) {
                return false;
            }
            replies.add(reply);
        }
        return true;
    }
}
