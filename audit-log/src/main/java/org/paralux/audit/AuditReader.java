package org.paralux.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its oldest record to its newest, in constant memory, while it is written or after. What comes out
 * does not depend on how the segments are cut or which of them are compressed.
 *
 * <p>Damage is a value that stands where it was met, and the reading goes on behind it. Whether the chain holds is the
 * matter of {@link AuditVerifier}. Records of events that only a later version knows are passed over.
 *
 * <p>Not thread-safe.
 */
public final class AuditReader implements AutoCloseable {
    /** Records are nearly in order of time, but a clock may be set back. */
    private static final Duration DISORDER = Duration.ofMinutes(5);

    private static final long UNKNOWN = -1;

    private final SegmentFolder folder;
    private final ReadOptions options;
    private final EnumSet<EventType> types;
    private final boolean follow;
    private final LineDecoder decoder;
    private LogLines lines;

    /** The number that the next record must have; {@link #UNKNOWN} before the first and after lines that cannot be counted. */
    private long expectedSeq = UNKNOWN;

    /** Read, but behind a damage that was given out first. */
    private @Nullable AuditReading held;

    private boolean ended;

    private AuditReader(SegmentFolder folder, ReadOptions options, boolean follow) throws IOException {
        this.folder = folder;
        this.options = options;
        this.types = options.types();
        this.decoder = new LineDecoder(options.without());
        this.follow = follow;
        this.lines = new LogLines(folder, beforeFirst(), follow);
    }

    /**
     * Opens the log in {@code stateDir}.
     *
     * @throws java.nio.file.NotDirectoryException when there is none
     */
    public static AuditReader open(Path stateDir, ReadOptions options) throws IOException {
        return new AuditReader(SegmentFolder.ofExisting(stateDir), options, false);
    }

    /** A reader that, after its null for the end, can be asked again whether more has been written. */
    static AuditReader following(SegmentFolder folder, ReadOptions options) throws IOException {
        return new AuditReader(folder, options, true);
    }

    /** The next entry or damage; null at the end of the log. */
    public @Nullable AuditReading next() throws IOException {
        AuditReading waiting = held;
        if (waiting != null) {
            held = null;
            return waiting;
        }
        while (!ended) {
            AuditReading found = null;
            switch (lines.next()) {
                case FIRST_LINE -> found = read(lines.line(), true);
                case LINE -> found = read(lines.line(), false);
                case DAMAGE -> found = told(lines.damage());
                case END -> {
                    return null;
                }
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** How many bytes of the segments were read so far, as they lie on the disk. */
    public long bytesRead() throws IOException {
        return lines.bytesRead();
    }

    /** How many bytes the segments have now, as they lie on the disk. */
    public long bytes() throws IOException {
        long sum = 0;
        for (Segment segment : folder.list()) {
            try {
                sum += Files.size(segment.path());
            } catch (NoSuchFileException e) {
                // Compressed, or gone with the oldest, since it was listed.
            }
        }
        return sum;
    }

    private @Nullable AuditReading read(LineReader line, boolean first) {
        long expected = expectedSeq;
        expectedSeq = expected == UNKNOWN ? UNKNOWN : expected + 1;
        try {
            decoder.begin(line);
        } catch (MalformedRecord e) {
            return damage(AuditDamage.Kind.ALTERED, line, Math.max(expected, 0), e.reason());
        }
        long seq = decoder.seq();
        expectedSeq = seq + 1;
        AuditReading entry = entryOrDamage(line, seq, first);
        if (expected == UNKNOWN || seq == expected) {
            return entry;
        }
        held = entry;
        return outOfOrder(line, seq, expected, first);
    }

    private @Nullable AuditReading entryOrDamage(LineReader line, long seq, boolean first) {
        try {
            return entry(seq, first);
        } catch (MalformedRecord e) {
            return damage(AuditDamage.Kind.ALTERED, line, seq, e.reason());
        }
    }

    private @Nullable AuditEntry entry(long seq, boolean first) throws MalformedRecord {
        Instant until = options.until();
        if (first && until != null && decoder.time().isAfter(until.plus(DISORDER))) {
            ended = true;
            return null;
        }
        EventType type = decoder.type();
        if (type == null || !types.contains(type) || seq < options.fromSeq()) {
            return null;
        }
        Instant time = decoder.time();
        if (!options.admits(time)) {
            return null;
        }
        AuditEvent event = EventFormat.read(decoder, type);
        return new AuditEntry(seq, time, event, decoder.end());
    }

    private AuditDamage outOfOrder(LineReader line, long seq, long expected, boolean first) {
        if (seq < expected) {
            return damage(AuditDamage.Kind.MOVED, line, seq, "stands where record " + expected + " belongs");
        }
        AuditDamage.Kind kind = first ? AuditDamage.Kind.SEGMENT_MISSING : AuditDamage.Kind.REMOVED;
        return damage(kind, line, expected, "records " + expected + " to " + (seq - 1) + " are missing");
    }

    private AuditDamage damage(AuditDamage.Kind kind, LineReader line, long seq, String detail) {
        return new AuditDamage(kind, lines.segment().name(), seq, line.offset(), detail);
    }

    private AuditDamage told(AuditDamage damage) {
        long seq = expectedSeq == UNKNOWN ? lines.segment().firstSeq() : expectedSeq;
        expectedSeq = UNKNOWN;
        return damage.atRecord(seq);
    }

    /** The segment before the first that can hold what is asked for; null to begin with the oldest. */
    private @Nullable Segment beforeFirst() throws IOException {
        List<Segment> segments = folder.list();
        for (int i = segments.size() - 1; i > 0; i--) {
            if (mayBeginWith(segments.get(i))) {
                return segments.get(i - 1);
            }
        }
        return null;
    }

    /** Whether nothing before this segment is asked for. */
    private boolean mayBeginWith(Segment segment) {
        Instant since = options.since();
        boolean bySeq = segment.firstSeq() <= options.fromSeq();
        if (bySeq || since == null) {
            return bySeq;
        }
        try (LineReader line = LineReader.open(segment)) {
            if (!line.next()) {
                return false;
            }
            decoder.begin(line);
            return decoder.time().isBefore(since.minus(DISORDER));
        } catch (IOException | MalformedRecord e) {
            // Told when the segment is read.
            return false;
        }
    }

    /** Passes over all that is there now. */
    void skipToEnd() throws IOException {
        List<Segment> segments = folder.list();
        if (segments.size() > 1) {
            lines.close();
            lines = new LogLines(folder, segments.get(segments.size() - 2), follow);
        }
        while (lines.next() != LogLines.Step.END) {
            expectedSeq = UNKNOWN;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
