package org.paralux.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Entries of one event as RFC 4180, in UTF-8. Not thread-safe. */
final class CsvRows implements AuditExport.Rows {
    private final CSVPrinter printer;
    private final CsvColumns columns;
    private final CsvCells row = new CsvCells();

    CsvRows(OutputStream out, AuditExport.What what) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        columns = switch (what) {
            case EXCHANGE -> CsvColumns.EXCHANGE;
            case OUTCOME -> CsvColumns.OUTCOME;
            case DIVERGENCE -> CsvColumns.DIVERGENCE;
        };
    }

    @Override
    public void begin() throws IOException {
        printer.printRecord(columns.names());
    }

    @Override
    public void write(AuditEntry entry, @Nullable ClientFacts client) throws IOException {
        row.clear();
        row.number(entry.seq());
        row.text(entry.time().toString());
        columns.add(row, entry.event(), client);
        row.texts(entry.truncated());
        printer.printRecord(row.cells());
    }

    @Override
    public void end() throws IOException {
        printer.flush();
    }
}
