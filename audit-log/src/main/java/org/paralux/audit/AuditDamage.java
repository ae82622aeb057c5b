package org.paralux.audit;

import java.util.Locale;

/**
 * A place where the log is not what was written.
 *
 * @param segment name of the file; empty where there is none
 * @param seq the first record that is concerned
 * @param offset bytes before the place in the segment's text, in a compressed one before compression
 * @param detail what was found, in one line, without the content of records
 */
public record AuditDamage(Kind kind, String segment, long seq, long offset, String detail) implements AuditReading {
    /** What is wrong. */
    public enum Kind {
        /** A record, or the bytes of a compressed segment, are no longer what was written. */
        ALTERED,
        /** Records are missing inside a segment. */
        REMOVED,
        /** A line stands there that was never part of the log, or once more. */
        ADDED,
        /** A record stands in another place than its own. */
        MOVED,
        /** Records are missing between two segments, or before the oldest one without {@code segments.dropped}. */
        SEGMENT_MISSING,
        /** The last line has no end: a crash while writing, or a cut. */
        TORN_TAIL,
        /** The log ends before a head that is known to have been there. */
        CUT_TAIL,
        /** The log is sound in itself, but is not the one that an anchor or an expected head was taken from. */
        REWRITTEN,
        /** The file could not be read. */
        UNREADABLE;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        public String word() {
            return word;
        }
    }

    AuditDamage atRecord(long other) {
        return new AuditDamage(kind, segment, other, offset, detail);
    }

    /** The damage in one line. */
    @Override
    public String toString() {
        String place = segment.isEmpty() ? "" : " in " + segment + " at byte " + offset;
        return kind.word() + ": record " + seq + place + ": " + detail;
    }
}
