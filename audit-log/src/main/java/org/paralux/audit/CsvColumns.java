package org.paralux.audit;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one event, between those of every entry.
 *
 * @param own their names
 */
record CsvColumns(List<String> own, Cells cells) {
    static final CsvColumns EXCHANGE = new CsvColumns(
            withClient(
                    List.of("id", "connection", "client"),
                    List.of(
                            "listenRole",
                            "method",
                            "resource",
                            "fields",
                            "filter",
                            "names",
                            "kind",
                            "class",
                            "fingerprint",
                            "misdirected",
                            "malformed",
                            "opcodes",
                            "requestBytes",
                            "replyBytes",
                            "latencyMicros",
                            "success",
                            "errorClass",
                            "errorCode",
                            "end",
                            "answeredBy",
                            "askedFirst")),
            (row, event, client) -> add(row, (AuditEvent.Exchange) event, client));

    static final CsvColumns OUTCOME = new CsvColumns(
            withClient(
                    List.of("exchange", "class", "fingerprint", "client"),
                    List.of(
                            "outcome",
                            "skipCause",
                            "undecidedCause",
                            "reason",
                            "lagFromMicros",
                            "lagToMicros",
                            "rules",
                            "divergences",
                            "evidence",
                            "probability",
                            "cell",
                            "primaryMicros",
                            "shadowMicros",
                            "settling",
                            "epoch")),
            (row, event, client) -> add(row, (AuditEvent.QueryOutcome) event, client));

    static final CsvColumns DIVERGENCE = new CsvColumns(
            List.of("exchange", "class", "path", "row", "field", "kind", "cause", "volatility", "count", "object"),
            (row, event, _) -> add(row, (AuditEvent.DivergenceFound) event));

    /** Adds the cells of an event. */
    @FunctionalInterface
    interface Cells {
        void add(CsvCells row, AuditEvent event, @Nullable ClientFacts client);
    }

    CsvColumns {
        own = List.copyOf(own);
    }

    private static List<String> withClient(List<String> before, List<String> after) {
        return Stream.of(before, CsvCells.CLIENT, after).flatMap(List::stream).toList();
    }

    List<String> names() {
        return Stream.of(List.of("seq", "time"), own, List.of("truncated"))
                .flatMap(List::stream)
                .toList();
    }

    void add(CsvCells row, AuditEvent event, @Nullable ClientFacts client) {
        cells.add(row, event, client);
    }

    private static void add(CsvCells row, AuditEvent.Exchange exchange, @Nullable ClientFacts client) {
        row.text(exchange.id());
        row.text(exchange.connection());
        row.text(exchange.client());
        row.client(client);
        addRequest(row, exchange);
        addReply(row, exchange);
    }

    private static void addRequest(CsvCells row, AuditEvent.Exchange exchange) {
        row.text(exchange.listenRole());
        row.text(exchange.method());
        row.text(exchange.resource());
        row.texts(exchange.fields());
        row.text(exchange.filter());
        row.texts(exchange.names());
        row.text(exchange.kind().word());
        row.text(exchange.queryClass());
        row.text(exchange.fingerprint());
        row.text(String.valueOf(exchange.misdirected()));
        row.text(exchange.malformed());
        row.texts(exchange.opcodes());
        row.number(exchange.requestBytes());
    }

    private static void addReply(CsvCells row, AuditEvent.Exchange exchange) {
        ReplyError error = exchange.error();
        row.number(exchange.replyBytes());
        row.number(exchange.latencyMicros());
        row.text(exchange.success() == null ? null : exchange.success().toString());
        row.text(error == null ? null : error.errorClass());
        row.text(error == null ? null : error.code());
        row.text(exchange.end().word());
        row.text(exchange.answeredBy());
        row.text(exchange.askedFirst());
    }

    private static void add(CsvCells row, AuditEvent.QueryOutcome outcome, @Nullable ClientFacts client) {
        SkipCause skipCause = outcome.skipCause();
        UndecidedCause undecidedCause = outcome.undecidedCause();
        Lag lag = outcome.lagMicros();
        row.text(outcome.exchange());
        row.text(outcome.queryClass());
        row.text(outcome.fingerprint());
        row.text(outcome.client());
        row.client(client);
        row.text(outcome.outcome().word());
        row.text(skipCause == null ? null : skipCause.word());
        row.text(undecidedCause == null ? null : undecidedCause.word());
        row.text(outcome.reason());
        row.number(lag == null ? null : lag.from());
        row.number(lag == null ? null : lag.to());
        row.texts(outcome.rules());
        row.number(outcome.divergences());
        row.text(outcome.evidence());
        row.number(outcome.probability());
        row.text(outcome.cell());
        row.number(outcome.primaryMicros());
        row.number(outcome.shadowMicros());
        row.number(outcome.settling());
        row.text(outcome.epoch());
    }

    private static void add(CsvCells row, AuditEvent.DivergenceFound found) {
        row.text(found.exchange());
        row.text(found.queryClass());
        row.text(found.path());
        row.text(found.row());
        row.text(found.field());
        row.text(found.kind());
        row.text(found.cause());
        row.text(found.volatility());
        row.number(found.count());
        row.text(found.object());
    }
}
