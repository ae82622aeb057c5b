package org.paralux.qa.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.qa.simulate.flaw.ConnectionFault;
import org.paralux.qa.simulate.flaw.Flaws;

/**
 * What goes wrong with the replies of one connection on their way.
 *
 * <p>Belongs to the connection's thread.
 */
final class Turn {
    private static final int EVERY_THIRD = 3;
    private static final Payload GARBAGE = Payload.of("\u007fELF}{]");
    private static final Payload WITHOUT_END = Payload.of("[\"on and on\", ".repeat(4096));

    private final Flaws flaws;
    private long queries;
    private @Nullable Answer previous;

    Turn(Flaws flaws) {
        this.flaws = flaws;
    }

    /** What is sent in place of {@code answer}. */
    Answer after(Payload request, Answer answer) {
        if (flaws.isEmpty() || !(answer instanceof Answer.Reply(Payload reply))) {
            return answer;
        }
        Optional<Query> query = Query.in(request);
        Optional<ConnectionFault> fault = query.flatMap(flaws::faultOf);
        if (query.isPresent()) {
            queries++;
        }
        Answer given = fault.isEmpty() ? answer : wrong(fault.get(), answer, reply);
        previous = answer;
        return given;
    }

    private Answer wrong(ConnectionFault fault, Answer answer, Payload reply) {
        return switch (fault) {
            case SILENCE -> new Answer.Silence();
            case CUT -> new Answer.Fragment(Payload.copyOf(reply.toByteArray(), 0, reply.length() / 2));
            case GARBAGE -> new Answer.Reply(GARBAGE);
            case ENDLESS -> new Answer.Endless(WITHOUT_END);
            case TRAILING_BYTES -> new Answer.Reply(withMore(reply));
            case PREVIOUS_REPLY -> previous != null && queries % EVERY_THIRD == 0 ? previous : answer;
        };
    }

    private static Payload withMore(Payload reply) {
        return Payload.of(new String(reply.toByteArray(), StandardCharsets.UTF_8) + " 1");
    }
}
