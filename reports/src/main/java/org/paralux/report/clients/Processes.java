package org.paralux.report.clients;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.audit.ClientFacts;
import org.paralux.report.tally.Recent;

/**
 * Which client ids belong to which tally. An id is a process, and processes come and go without end, so only the
 * {@value #REMEMBERED} last active are remembered.
 *
 * <p>An identity is read beside the traffic, so the first exchanges of a process may stand in the log before it. They
 * wait here until it comes; what waits in vain, or finds no room to wait, belongs to the unknown client. Not
 * thread-safe.
 */
final class Processes {
    /** About 40 MiB when there are twice as many. */
    static final int REMEMBERED = 1 << 17;

    static final int WAITING_OF_ONE = 64;
    static final int WAITING = 4_096;

    private final Recent<Sender> byId = new Recent<>(REMEMBERED, this::giveUp);
    private final ClientTally unknown;
    private int waiting;

    /** @param unknown takes what no identity explains */
    Processes(ClientTally unknown) {
        this.unknown = unknown;
    }

    /** An exchange of the range, with what the log around it said. */
    record Sent(Instant time, Exchange exchange, int release, boolean afterJob) {}

    /** One client id. Without a tally its identity has not come. */
    private static final class Sender {
        private @Nullable ClientTally tally;
        private @Nullable List<Sent> early;
        private int pid;
        private boolean counted;
        private boolean sentBefore;
    }

    private Sender sender(String client) {
        Sender sender = byId.get(client);
        if (sender == null) {
            sender = new Sender();
            byId.put(client, sender);
        }
        return sender;
    }

    /** The identity of a client id has come: {@code tally} is its tally from now on. */
    void identified(ClientFacts facts, ClientTally tally) {
        Sender sender = sender(facts.client());
        sender.tally = tally;
        sender.pid = facts.pid();
        if (sender.sentBefore) {
            tally.sentBefore();
        }
        List<Sent> early = sender.early;
        if (early != null) {
            sender.early = null;
            waiting -= early.size();
            // A process without a tally counted for nobody yet.
            early.forEach(sent -> add(sender, tally, sent.time(), sent.exchange(), sent.release(), sent.afterJob()));
        } else if (sender.counted) {
            // It was given up for the unknown client, and is known after all.
            sender.counted = false;
        }
    }

    /** The client sent something before the range began. */
    void sentBefore(String client) {
        Sender sender = sender(client);
        sender.sentBefore = true;
        if (sender.tally != null) {
            sender.tally.sentBefore();
        }
    }

    /** The client sent {@code exchange} in the range. */
    void sent(Instant time, Exchange exchange, int release, boolean afterJob) {
        Sender sender = sender(exchange.client());
        if (sender.tally != null) {
            add(sender, sender.tally, time, exchange, release, afterJob);
        } else if (sender.counted) {
            unknown.add(time, exchange, 0, release, afterJob);
        } else {
            holdBack(sender, new Sent(time, exchange, release, afterJob));
        }
    }

    private void holdBack(Sender sender, Sent sent) {
        List<Sent> early = sender.early;
        if (early == null) {
            early = new ArrayList<>(2);
            sender.early = early;
        }
        early.add(sent);
        waiting++;
        if (early.size() > WAITING_OF_ONE || waiting > WAITING) {
            giveUp(sender);
        }
    }

    private void giveUp(Sender sender) {
        List<Sent> early = sender.early;
        if (early == null) {
            return;
        }
        sender.early = null;
        waiting -= early.size();
        early.forEach(sent -> add(sender, unknown, sent.time(), sent.exchange(), sent.release(), sent.afterJob()));
    }

    private static void add(
            Sender sender, ClientTally tally, Instant time, Exchange exchange, int release, boolean afterJob) {
        if (!sender.counted) {
            sender.counted = true;
            tally.addProcess();
        }
        tally.add(time, exchange, sender.pid, release, afterJob);
    }

    /** What still waits for an identity waits no longer. */
    void giveUpAll() {
        byId.forEach(this::giveUp);
    }
}
