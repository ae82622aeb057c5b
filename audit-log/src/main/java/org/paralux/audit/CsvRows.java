package org.paralux.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges as RFC 4180, in UTF-8. What is null is an empty cell; lists are joined with spaces.
 *
 * <p>A spreadsheet takes a cell that begins with {@code = + - @} for a formula, also behind a tab or a line break; so such
 * a text gets an apostrophe before it. Not thread-safe.
 */
final class CsvRows implements AuditExport.Rows {
    private static final List<String> COLUMNS = List.of(
            "seq",
            "time",
            "id",
            "connection",
            "client",
            "pid",
            "uid",
            "gid",
            "user",
            "group",
            "loginuid",
            "comm",
            "exe",
            "cmdline",
            "unit",
            "parents",
            "key",
            "identity",
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
            "askedFirst",
            "truncated");

    private static final int CLIENT_DETAILS = 13;

    private final CSVPrinter printer;
    private final List<Object> row = new ArrayList<>(COLUMNS.size());

    CsvRows(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    }

    @Override
    public void begin() throws IOException {
        printer.printRecord(COLUMNS);
    }

    @Override
    public void write(AuditEntry entry, AuditEvent.Exchange exchange, @Nullable ClientFacts client) throws IOException {
        row.clear();
        number(entry.seq());
        text(entry.time().toString());
        text(exchange.id());
        text(exchange.connection());
        text(exchange.client());
        addClient(client);
        addRequest(exchange);
        addReply(exchange);
        texts(entry.truncated());
        printer.printRecord(row);
    }

    private void addClient(@Nullable ClientFacts client) {
        if (client == null) {
            for (int i = 0; i < CLIENT_DETAILS; i++) {
                row.add("");
            }
            return;
        }
        number((long) client.pid());
        number(client.uid());
        number(client.gid());
        text(client.user());
        text(client.group());
        number(client.loginuid());
        text(client.comm());
        text(client.exe());
        texts(client.cmdline());
        text(client.unit());
        texts(client.parents());
        text(client.key());
        text(client.identity().word());
    }

    private void addRequest(AuditEvent.Exchange exchange) {
        text(exchange.listenRole());
        text(exchange.method());
        text(exchange.resource());
        texts(exchange.fields());
        text(exchange.filter());
        texts(exchange.names());
        text(exchange.kind().word());
        text(exchange.queryClass());
        text(exchange.fingerprint());
        text(String.valueOf(exchange.misdirected()));
        text(exchange.malformed());
        texts(exchange.opcodes());
        number(exchange.requestBytes());
    }

    private void addReply(AuditEvent.Exchange exchange) {
        AuditEvent.ReplyError error = exchange.error();
        number(exchange.replyBytes());
        number(exchange.latencyMicros());
        text(exchange.success() == null ? null : exchange.success().toString());
        text(error == null ? null : error.errorClass());
        text(error == null ? null : error.code());
        text(exchange.end().word());
        text(exchange.answeredBy());
        text(exchange.askedFirst());
    }

    private void number(@Nullable Long value) {
        row.add(value == null ? "" : value);
    }

    private void texts(@Nullable List<String> values) {
        text(values == null ? null : String.join(" ", values));
    }

    private void text(@Nullable String value) {
        row.add(value == null ? "" : harmless(value));
    }

    static String harmless(String text) {
        boolean suspicious = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return suspicious ? "'" + text : text;
    }

    @Override
    public void end() throws IOException {
        printer.flush();
    }
}
