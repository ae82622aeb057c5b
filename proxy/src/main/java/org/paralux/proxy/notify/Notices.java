package org.paralux.proxy.notify;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts;
import org.paralux.proxy.health.Condition;
import org.paralux.proxy.health.Undo;
import org.paralux.proxy.live.LiveListener;

/** Makes notices of what happens. Thread-safe. */
public final class Notices implements LiveListener {
    private static final int MAX_NAME = 200;

    private final Notifier notifier;
    private final Path stateDir;
    private final Undo undo;

    /** Since when the conditions held that were told. Belongs to the thread that observes. */
    private final Map<Condition, Instant> told = new EnumMap<>(Condition.class);

    public Notices(Notifier notifier, Path stateDir, Undo undo) {
        this.notifier = notifier;
        this.stateDir = stateDir.toAbsolutePath();
        this.undo = undo;
    }

    /** A condition holds. Told once, however often it is looked at. On the thread that observes. */
    public void holds(Condition condition, Instant since) {
        if (since.equals(told.get(condition))) {
            return;
        }
        boolean accepted = notifier.tell(new Notice(
                condition.word(),
                "",
                condition.affectsClients(),
                since,
                condition.sentence(),
                "paralux status --state-dir " + stateDir,
                undo.command(),
                !condition.isUrgent()));
        if (accepted) {
            told.put(condition, since);
        }
    }

    @Override
    public void newCause(Instant time, AuditEvent.DivergenceFound first) {
        news(
                "new-cause",
                first.cause(),
                time,
                "The shadow's replies differ in a new way: " + first.cause() + " in " + first.queryClass() + ".",
                "paralux explain " + first.exchange() + " --state-dir " + stateDir);
    }

    @Override
    public void newMisdirectedClient(Instant time, ClientFacts client) {
        news(
                "new-misdirected-client",
                client.key(),
                time,
                "A client that was not seen before sends queries to the primary's socket: " + plain(client.key()) + ".",
                "paralux report clients --state-dir " + stateDir);
    }

    /**
     * A class was taken back, or a plan waits for somebody.
     *
     * @param about the class, or the plan
     */
    public void rollout(Instant time, String about, String sentence, boolean isUrgent) {
        notifier.tell(new Notice(
                "rollout",
                plain(about + ": " + sentence),
                isUrgent,
                time,
                plain(sentence),
                "paralux rollout status --state-dir " + stateDir,
                undo.command(),
                !isUrgent));
    }

    private void news(String event, String about, Instant time, String sentence, String command) {
        notifier.tell(new Notice(event, plain(about), false, time, sentence, command, undo.command(), true));
    }

    /** A client chose its name, and a program may put it on a terminal. */
    private static String plain(String name) {
        String shown = name.replaceAll("\\p{C}", "?");
        return shown.length() <= MAX_NAME ? shown : shown.substring(0, MAX_NAME) + "…";
    }
}
