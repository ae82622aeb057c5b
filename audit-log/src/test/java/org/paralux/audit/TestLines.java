package org.paralux.audit;

import java.time.Instant;

/** Single lines, written and read without a log around them. */
final class TestLines {
    private TestLines() {}

    static byte[] encode(long seq, Instant time, AuditEvent event) {
        LineEncoder encoder = new LineEncoder();
        encoder.begin(seq, time, EventType.of(event));
        EventFormat.write(encoder, event);
        encoder.end(new Chain(Chain.START));
        return bytes(encoder);
    }

    static byte[] bytes(LineEncoder encoder) {
        byte[] bytes = new byte[encoder.length()];
        encoder.lines().get(bytes);
        return bytes;
    }

    static AuditEntry decode(byte[] line) throws MalformedRecord {
        return decode(new LineDecoder(), line);
    }

    static AuditEntry decode(LineDecoder decoder, byte[] line) throws MalformedRecord {
        decoder.begin(line, 0, line.length - 1);
        EventType type = decoder.type();
        if (type == null) {
            throw new MalformedRecord("event: unknown");
        }
        Instant time = decoder.time();
        AuditEvent event = EventFormat.read(decoder, type);
        return new AuditEntry(decoder.seq(), time, event, decoder.end());
    }
}
