package org.paralux.proxy.metrics;

import java.util.Map;

/** What each meter says, in the words of {@code docs/operations/README.md}. */
final class MeterHelp {
    private static final Map<String, String> HELP = Map.ofEntries(
            Map.entry("paralux.received", "requests of clients, in complete frames"),
            Map.entry("paralux.forwarded", "requests that a daemon was given whole"),
            Map.entry("paralux.refused.at.door", "requests that the proxy answered itself"),
            Map.entry("paralux.undelivered", "requests that no daemon could be given"),
            Map.entry("paralux.answered", "requests whose reply reached the client whole"),
            Map.entry("paralux.incomplete.requests", "requests whose client left before their end"),
            Map.entry("paralux.requests", "requests by kind"),
            Map.entry("paralux.eligible", "queries that may be put to the shadow"),
            Map.entry("paralux.lock", "queries about locks, which stay with the primary for ever"),
            Map.entry("paralux.malformed", "queries that are not one object for every reader, or have wrong arguments"),
            Map.entry("paralux.trials", "queries that were put to the shadow"),
            Map.entry("paralux.skipped", "queries that were not put to the shadow"),
            Map.entry("paralux.skipped.by.cause", "queries that were not put to the shadow, by cause"),
            Map.entry("paralux.outcomes", "trials by outcome"),
            Map.entry("paralux.in.flight", "trials without an outcome yet"),
            Map.entry("paralux.class.outcomes", "trials by class and outcome; 200 classes and other"),
            Map.entry("paralux.misdirected", "queries on a socket of role master"),
            Map.entry(
                    "paralux.client.misdirected",
                    "queries on a socket of role master, by client; 50 clients and other"),
            Map.entry(
                    "paralux.clients.misdirected", "clients that sent queries to a socket of role master in this run"),
            Map.entry("paralux.causes", "causes of divergence that were seen in this run"),
            Map.entry("paralux.coverage.fingerprints", "ways to ask that were seen, and compared"),
            Map.entry("paralux.lag.seconds", "histogram: how late the shadow was, at most"),
            Map.entry(
                    "paralux.latency.seconds", "histogram: last byte of a query to last byte of its reply, by daemon"),
            Map.entry(
                    "paralux.added.latency.seconds",
                    "histogram: what the proxy itself adds, by carrying bytes over and by waking up for them"),
            Map.entry("paralux.serving", "1 while clients are accepted"),
            Map.entry("paralux.connections", "clients that are connected"),
            Map.entry("paralux.connections.opened", "clients that connected"),
            Map.entry("paralux.connections.closed", "clients whose connection is over"),
            Map.entry("paralux.bytes.from.clients", "bytes that clients sent"),
            Map.entry("paralux.bytes.to.clients", "bytes that clients were sent"),
            Map.entry("paralux.shadow", "1 for the state that holds: none, asked, left-alone"),
            Map.entry("paralux.condition", "1 while the condition holds"),
            Map.entry(
                    "paralux.effort",
                    "1 for what holds: full, fewer-samples, configuration-only, audit-only, plain-relay"),
            Map.entry("paralux.audit.seq", "number of the last record on the disk"),
            Map.entry("paralux.audit.lost", "records that could not be written, told as gaps"),
            Map.entry("paralux.audit.queued.bytes", "what waits to be written to the audit log"),
            Map.entry("paralux.audit.trouble", "1 while the audit log cannot be written"),
            Map.entry("paralux.evidence.bytes", "what the evidence takes on the disk"),
            Map.entry("paralux.evidence.lost", "trials whose evidence could not be kept"),
            Map.entry("paralux.exchanges.dropped", "exchanges for which the recorder had no room"),
            Map.entry("paralux.bodies.cut", "bodies of which only the ends were kept"),
            Map.entry("paralux.bodies.spooled", "replies that were kept on the disk until they were compared"),
            Map.entry("paralux.tee.bytes", "what observed messages hold in memory"));

    private MeterHelp() {}

    /** Throws an {@link IllegalArgumentException} for a meter that nobody has described. */
    static String of(String meter) {
        String help = HELP.get(meter);
        if (help == null) {
            throw new IllegalArgumentException("meter: " + meter + " (expected: one of MeterHelp)");
        }
        return help;
    }
}
