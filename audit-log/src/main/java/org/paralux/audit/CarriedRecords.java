package org.paralux.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Records on their way from a process that may not write the log any more to the one that does: lines as in the log, but
 * with numbers and chains of their own, which end with the journey. Not thread-safe.
 */
public final class CarriedRecords {
    private static final byte LINE_FEED = '\n';

    private final LineEncoder lines = new LineEncoder();
    private final Chain chain = new Chain(Chain.START);
    private long seq;

    /** Adds one. */
    public void add(Instant time, AuditEvent event) {
        lines.begin(++seq, time, EventType.of(event));
        EventFormat.write(lines, event);
        lines.end(chain);
    }

    /** How many bytes the text has. */
    public int length() {
        return lines.length();
    }

    /** All of them. */
    public String text() {
        return StandardCharsets.UTF_8.decode(lines.lines()).toString();
    }

    /**
     * Gives what is in a text to the log.
     *
     * @throws IOException when a line is no record; those before it were given
     */
    public static void read(String text, AuditSink log) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        LineDecoder decoder = new LineDecoder();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == LINE_FEED) {
                read(decoder, bytes, start, i, log);
                start = i + 1;
            }
        }
    }

    private static void read(LineDecoder decoder, byte[] bytes, int start, int end, AuditSink log) throws IOException {
        try {
            decoder.begin(bytes, start, end);
            EventType type = decoder.type();
            if (type != null) {
                Instant time = decoder.time();
                log.append(time, EventFormat.read(decoder, type));
            }
        } catch (MalformedRecord e) {
            throw new IOException("a record that was sent is none: " + e.reason(), e);
        }
    }
}
