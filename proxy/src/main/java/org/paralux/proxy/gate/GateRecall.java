package org.paralux.proxy.gate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditReader;
import org.paralux.audit.AuditReading;
import org.paralux.audit.ReadOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the evidence of this epoch out of the log again, on a thread of its own: after a start, and where gates are judged by
 * other rules. What was breached in that time is breached; nothing else follows from it.
 */
public final class GateRecall implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(GateRecall.class);

    private final Gates gates;
    private final Path stateDir;
    private final String epoch;
    private final Instant until;
    private final Thread thread =
            Thread.ofPlatform().name("gate-recall").daemon().unstarted(this::run);
    private volatile boolean closed;

    /**
     * Begins.
     *
     * @param epoch whose evidence counts
     * @param until what is recorded from then on counts as it comes
     */
    public static GateRecall start(Gates gates, Path stateDir, String epoch, Instant until) {
        GateRecall recall = new GateRecall(gates, stateDir, epoch, until);
        gates.recalls(until);
        recall.thread.start();
        return recall;
    }

    private GateRecall(Gates gates, Path stateDir, String epoch, Instant until) {
        this.gates = gates;
        this.stateDir = stateDir;
        this.epoch = epoch;
        this.until = until;
    }

    private void run() {
        try {
            read();
        } catch (IOException | RuntimeException e) {
            LOGGER.atError().setCause(e).log("the log cannot be read again, gates begin without evidence");
        } finally {
            gates.recalled();
        }
    }

    private void read() throws IOException {
        ReadOptions options = ReadOptions.all()
                .withUntil(until)
                .withEvents(Set.of(
                        AuditEvent.ProxyStarted.class,
                        AuditEvent.EpochChanged.class,
                        AuditEvent.ClientSeen.class,
                        AuditEvent.Exchange.class,
                        AuditEvent.QueryOutcome.class,
                        AuditEvent.DivergenceFound.class));
        String then = "";
        long count = 0;
        try (AuditReader reader = AuditReader.open(stateDir, options)) {
            for (AuditReading reading; !closed && (reading = reader.next()) != null; ) {
                if (!(reading instanceof AuditEntry entry)) {
                    continue;
                }
                count++;
                switch (entry.event()) {
                    case AuditEvent.ProxyStarted started -> then = started.epoch();
                    case AuditEvent.EpochChanged changed -> then = changed.epoch();
                    case AuditEvent.ClientSeen _ -> gates.recall(entry.time(), entry.event());
                    default -> {
                        if (then.equals(epoch)) {
                            gates.recall(entry.time(), entry.event());
                        }
                    }
                }
            }
        }
        LOGGER.atInfo().addKeyValue("records", count).log("evidence of this epoch read again");
    }

    @Override
    public void close() {
        closed = true;
    }
}
