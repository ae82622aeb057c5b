package org.paralux.qa.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.paralux.luxi.Payload;
import org.paralux.proxy.settle.Side;
import org.paralux.proxy.shadow.Answer;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.Time;

/** Notices that a daemon has gone, and waits for it to come back. Thread-safe: one thread waits for all. */
final class Watch {
    static final HarmlessRequest PING =
            HarmlessRequest.required(Payload.of("{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]]}"));
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final Pair pair;
    private final Time time;
    private final Duration patience;
    private final StopFlag stop;
    private final List<String> events = new ArrayList<>();

    Watch(Pair pair, Time time, Duration patience, StopFlag stop) {
        this.pair = pair;
        this.time = time;
        this.patience = patience;
        this.stop = stop;
    }

    /** Whether an answer says that nobody listens, or that somebody stopped to. */
    static boolean mayBeGone(Answer answer) {
        return answer instanceof Answer.Failed(String reason)
                && (reason.equals("unreachable") || reason.equals("busy-or-closed") || reason.equals("closed"));
    }

    /** Whether both are there; waits for one that is not, and stops the run where it does not come back. */
    synchronized boolean bothAreBack() throws InterruptedException {
        return isBack(Side.PRIMARY) && isBack(Side.SHADOW);
    }

    private boolean isBack(Side side) throws InterruptedException {
        long since = time.nanos();
        long until = since + patience.toNanos();
        boolean wasGone = false;
        while (!stop.isUp() && !answers(side)) {
            wasGone = true;
            if (time.nanos() > until) {
                String event = name(side) + " went away and did not come back within " + patience.toSeconds() + " s";
                events.add(event);
                stop.stop(event);
                return false;
            }
            time.waitUntil(time.nanos() + BETWEEN.toNanos());
        }
        if (wasGone && !stop.isUp()) {
            long millis = (time.nanos() - since) / 1_000_000;
            events.add(name(side) + " went away and came back after " + millis + " ms");
        }
        return !stop.isUp();
    }

    private boolean answers(Side side) throws InterruptedException {
        return pair.daemon(side).ask(PING) instanceof Answer.Replied;
    }

    private static String name(Side side) {
        return switch (side) {
            case PRIMARY -> "the primary";
            case SHADOW -> "the candidate";
        };
    }

    /** What was noticed, in order. */
    synchronized List<String> events() {
        return List.copyOf(events);
    }
}
