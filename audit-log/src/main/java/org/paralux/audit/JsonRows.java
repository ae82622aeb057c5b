package org.paralux.audit;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Entries as JSON Lines, with the client as an object. Not thread-safe. */
final class JsonRows implements AuditExport.Rows {
    private final OutputStream out;
    private final LineEncoder encoder = new LineEncoder();

    JsonRows(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin() {}

    @Override
    public void write(AuditEntry entry, @Nullable ClientFacts client) throws IOException {
        encoder.clear();
        encoder.begin(entry.seq(), entry.time(), EventType.of(entry.event()));
        EventFormat.write(encoder, entry.event(), EventFormat.joined(client));
        encoder.endUnchained(entry.truncated());
        out.write(encoder.lines().array(), 0, encoder.length());
    }

    @Override
    public void end() {}
}
