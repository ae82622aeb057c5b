package org.paralux.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what happened at the first line that does not follow on the one before it, from that line (the <em>odd</em>
 * one) and what stands behind it:
 *
 * <pre>
 * the expected record, with its right chain, stands further on
 *     the odd line is that of a later record, which is missing at its own place      moved
 *     any other                                                                      added
 * it does not
 *     the odd line has its number, or would have it but for the number               altered
 *     the odd line has a higher number                                               removed, or segment-missing
 *     the odd line has a lower number                                                added
 *     the odd line is no record, or the one behind it goes on as if it were right    altered
 * </pre>
 *
 * <p>Reads the rest of the log once, in constant memory.
 */
final class Diagnosis {
    private static final long NONE = -1;

    private final SegmentFolder folder;
    private final long expectedSeq;
    private final String lastChain;
    private final LineDecoder decoder = new LineDecoder();

    /** The odd line: where it stands, its number, what is hashed of it and its chain; no number where it is no record. */
    private final Segment segment;

    private final long offset;
    private final boolean first;
    private long oddSeq = NONE;
    private byte[] oddLine = new byte[0];
    private int oddChainAt;

    /** The number of the line behind it. */
    private long nextSeq = NONE;

    private @Nullable String expectedPlace;

    /**
     * @param lines stands at the odd line
     * @param first whether that is the first of its segment
     * @param lastChain the chain of the last record that is right
     */
    private Diagnosis(SegmentFolder folder, LogLines lines, boolean first, long expectedSeq, String lastChain) {
        this.folder = folder;
        this.segment = lines.segment();
        this.offset = lines.line().offset();
        this.first = first;
        this.expectedSeq = expectedSeq;
        this.lastChain = lastChain;
        LineReader odd = lines.line();
        try {
            decoder.begin(odd);
            oddSeq = decoder.seq();
            oddLine = Arrays.copyOfRange(odd.buffer(), odd.start(), odd.end());
            oddChainAt = decoder.chainAt() - odd.start();
        } catch (MalformedRecord e) {
            oddSeq = NONE;
        }
    }

    static AuditDamage of(SegmentFolder folder, LogLines lines, boolean first, long expectedSeq, String lastChain)
            throws IOException {
        return new Diagnosis(folder, lines, first, expectedSeq, lastChain).find();
    }

    private AuditDamage find() throws IOException {
        try (LogLines rest =
                new LogLines(folder, new Segment(segment.folder(), segment.firstSeq() - 1, false), false)) {
            if (!moveTo(rest)) {
                return damage(AuditDamage.Kind.UNREADABLE, "changed while it was read");
            }
            if (findExpected(rest)) {
                return isOddMissingAtItsPlace(rest)
                        ? damage(
                                AuditDamage.Kind.MOVED,
                                "record " + oddSeq + " stands in its place, it stands " + place())
                        : damage(AuditDamage.Kind.ADDED, "a line that is not part of the log stands before it");
            }
        }
        return withoutExpected();
    }

    private AuditDamage withoutExpected() {
        if (oddSeq == NONE) {
            return damage(AuditDamage.Kind.ALTERED, "the line is no record any more");
        }
        if (oddSeq == expectedSeq) {
            return damage(AuditDamage.Kind.ALTERED, "the record does not have the chain that belongs to it");
        }
        if (nextSeq == expectedSeq + 1 || isRightButForItsNumber()) {
            return damage(AuditDamage.Kind.ALTERED, "the record has the number " + oddSeq);
        }
        if (oddSeq < expectedSeq) {
            return damage(AuditDamage.Kind.ADDED, "record " + oddSeq + " stands here once more");
        }
        String gone = oddSeq - 1 == expectedSeq ? "it is missing" : "records up to " + (oddSeq - 1) + " are missing";
        return first
                ? damage(AuditDamage.Kind.SEGMENT_MISSING, gone + ": a segment, or the end of the one before")
                : damage(AuditDamage.Kind.REMOVED, gone);
    }

    private boolean moveTo(LogLines rest) throws IOException {
        while (true) {
            switch (rest.next()) {
                case FIRST_LINE, LINE -> {
                    if (rest.segment().firstSeq() != segment.firstSeq()) {
                        return false;
                    }
                    if (rest.line().offset() == offset) {
                        return true;
                    }
                }
                case DAMAGE -> {}
                case END -> {
                    return false;
                }
            }
        }
    }

    /** Looks for the expected record behind the odd line, and notes the number of the line behind that. */
    private boolean findExpected(LogLines rest) throws IOException {
        boolean behindOdd = true;
        while (moveOn(rest)) {
            long seq = numberOf(rest.line());
            if (behindOdd) {
                nextSeq = seq;
                behindOdd = false;
            }
            if (seq == expectedSeq && follows(rest.line(), new Chain(lastChain))) {
                expectedPlace = "in " + rest.segment().name() + " at byte "
                        + rest.line().offset();
                return true;
            }
        }
        return false;
    }

    /** From the expected record on, goes to where the odd one belongs. */
    private boolean isOddMissingAtItsPlace(LogLines rest) throws IOException {
        if (oddSeq <= expectedSeq) {
            return false;
        }
        Chain chain = new Chain(lastChain);
        long seq = expectedSeq;
        boolean follows = follows(rest.line(), chain);
        while (follows && seq < oddSeq - 1) {
            seq++;
            follows = moveOn(rest) && numberOf(rest.line()) == seq && follows(rest.line(), chain);
        }
        if (!follows) {
            // Something else is wrong on the way, so that nothing speaks against the record being the right one.
            return true;
        }
        boolean isThere = moveOn(rest) && numberOf(rest.line()) == oddSeq && follows(rest.line(), chain);
        return !isThere && chain.accepts(oddLine, 0, oddChainAt - LineDecoder.CHAIN_KEY_BYTES, oddChainAt);
    }

    private boolean moveOn(LogLines rest) throws IOException {
        while (true) {
            switch (rest.next()) {
                case FIRST_LINE, LINE -> {
                    return true;
                }
                case DAMAGE -> {}
                case END -> {
                    return false;
                }
            }
        }
    }

    private long numberOf(LineReader line) {
        try {
            decoder.begin(line);
            return decoder.seq();
        } catch (MalformedRecord e) {
            return NONE;
        }
    }

    /** Whether the line, which the decoder has begun, goes on from {@code chain}; if so, moves it on. */
    private boolean follows(LineReader line, Chain chain) {
        return chain.accepts(line.buffer(), line.start(), decoder.hashedEnd(), decoder.chainAt());
    }

    /** Whether the odd line has the right chain once the expected number stands in it. */
    private boolean isRightButForItsNumber() {
        String text = new String(oddLine, StandardCharsets.ISO_8859_1);
        String right = text.replaceFirst("[0-9]+", Long.toString(expectedSeq));
        byte[] line = right.getBytes(StandardCharsets.ISO_8859_1);
        int chainAt = oddChainAt + line.length - oddLine.length;
        return new Chain(lastChain).accepts(line, 0, chainAt - LineDecoder.CHAIN_KEY_BYTES, chainAt);
    }

    private String place() {
        return String.valueOf(expectedPlace);
    }

    private AuditDamage damage(AuditDamage.Kind kind, String detail) {
        return new AuditDamage(kind, segment.name(), expectedSeq, offset, detail);
    }
}
