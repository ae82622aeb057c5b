package org.paralux.qa.simulate;

import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;

/**
 * A daemon that is asked by a call in place of a socket, for models in which time is moved by hand.
 *
 * <p>Every call counts as made on one and the same connection. Belongs to one thread.
 */
public final class DirectDaemon {
    private final RequestService service;
    private final Turn turn;

    /** A daemon in a world that others are in, too. */
    public DirectDaemon(World world, AnswerOptions options) {
        service = new RequestService(world, options);
        turn = new Turn(options.flaws());
    }

    /**
     * The reply, or null where none would come: the daemon is silent or hangs up, before or in the middle of a reply, or
     * its reply has no end.
     */
    public @Nullable Payload reply(Payload request) throws InterruptedException {
        return switch (turn.after(request, service.answer(request))) {
            case Answer.Reply(Payload reply) -> reply;
            case Answer.LastReply(Payload reply) -> reply;
            case Answer.Fragment _, Answer.Endless _, Answer.HangUp _, Answer.Silence _ -> null;
        };
    }
}
