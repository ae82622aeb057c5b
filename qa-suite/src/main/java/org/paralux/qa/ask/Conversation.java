package org.paralux.qa.ask;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Framing;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;

/**
 * What is said on one connection that is more than one frame and its reply: several at once, in parts, malformed, or with
 * an end of input.
 *
 * @param steps in order
 */
public record Conversation(List<Step> steps) {

    /** One thing the client does. */
    public sealed interface Step {
        /** Sends bytes, frames or not, in one write. */
        record Send(Payload bytes) implements Step {}

        /** Ends the client's side; replies can still come. */
        record HalfClose() implements Step {}

        /** Takes this many replies before it goes on. */
        record Receive(int replies) implements Step {}

        /** Says nothing for so long. */
        record Pause(Duration time) implements Step {}
    }

    /** @throws IllegalArgumentException where a frame in it might change something */
    public Conversation {
        steps = List.copyOf(steps);
        split(steps).forEach(HarmlessRequest::required);
    }

    public static Conversation of(Step... steps) {
        return new Conversation(List.of(steps));
    }

    /** All that is sent, as frames; what follows the last ETX is the last of them. */
    public List<Payload> frames() {
        return split(steps);
    }

    /** The query in a frame; null where it is none. */
    public @Nullable Query query(int frame) {
        List<Payload> frames = frames();
        return frame < frames.size() ? Query.in(frames.get(frame)).orElse(null) : null;
    }

    boolean halfCloses() {
        return steps.stream().anyMatch(step -> step instanceof Step.HalfClose);
    }

    private static List<Payload> split(List<Step> steps) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Step step : steps) {
            if (step instanceof Step.Send(Payload bytes)) {
                all.writeBytes(bytes.unsafeBytes());
            }
        }
        byte[] stream = all.toByteArray();
        boolean whole = stream.length == 0 || stream[stream.length - 1] == Framing.ETX;
        if (!whole) {
            all.write(Framing.ETX);
        }
        return Framing.split(all.toByteArray());
    }
}
