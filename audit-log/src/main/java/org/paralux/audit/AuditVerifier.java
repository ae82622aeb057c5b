package org.paralux.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a log is what was written, or names the first place where it is not. Reads it once, in constant memory,
 * while it is written or after.
 *
 * <p>What retention took is no damage: the oldest record that is left must follow on the last chain that a {@code
 * segments.dropped} tells. What nobody can see in the files alone, that all chains were computed anew or that the end was
 * cut off between two records, shows against {@link KnownHeads}.
 *
 * <p>Not thread-safe; use one for each verification.
 */
public final class AuditVerifier {
    private final SegmentFolder folder;
    private final KnownHeads known;
    private final TreeMap<Long, String> anchors;
    private final LineDecoder decoder = new LineDecoder();
    private final Accounting accounting = new Accounting();

    private long firstSeq = 1;
    private long seq;
    private Instant time = Instant.EPOCH;
    private Chain chain = new Chain(Chain.START);
    private int segments;
    private boolean expectedFound;

    /** The last record that an anchor confirms. */
    private AuditHead anchored = AuditHead.EMPTY;

    private AuditVerifier(SegmentFolder folder, KnownHeads known) {
        this.folder = folder;
        this.known = known;
        this.anchors = new TreeMap<>(known.anchors());
        this.expectedFound = known.expected() == null || known.expected().equals(Chain.START);
    }

    /**
     * Verifies the log in {@code stateDir}.
     *
     * @throws java.nio.file.NotDirectoryException when there is none
     */
    public static Verification verify(Path stateDir, KnownHeads known) throws IOException {
        SegmentFolder folder = SegmentFolder.ofExisting(stateDir);
        while (true) {
            AuditVerifier verifier = new AuditVerifier(folder, known);
            Verification verification = verifier.verify();
            if (verification.damage() == null || !verifier.wasOvertaken()) {
                return verification;
            }
        }
    }

    /** Whether the oldest segment went by retention while the log was read: then it begins elsewhere now. */
    private boolean wasOvertaken() throws IOException {
        List<Segment> all = folder.list();
        return !all.isEmpty() && all.getFirst().firstSeq() > firstSeq;
    }

    private Verification verify() throws IOException {
        AuditDamage damage = findStart();
        if (damage == null) {
            try (LogLines lines = new LogLines(folder, null, false)) {
                damage = firstDamage(lines);
            }
        }
        AuditHead sound = new AuditHead(time, seq, chain.toString());
        boolean wasReadToItsEnd = damage == null;
        if (damage == null) {
            damage = againstKnownHeads();
        } else if (damage.kind() == AuditDamage.Kind.REWRITTEN) {
            sound = anchored;
        }
        return new Verification(
                damage,
                sound,
                firstSeq,
                Math.max(0, sound.seq() - firstSeq + 1),
                segments,
                wasReadToItsEnd ? accounting.accounts() : List.of(),
                accounting.lostInGaps(),
                wasReadToItsEnd && accounting.endsWithoutStop());
    }

    /** Finds the chain that the oldest record must follow on. */
    private @Nullable AuditDamage findStart() throws IOException {
        List<Segment> all = folder.list();
        if (all.isEmpty() || all.getFirst().firstSeq() <= 1) {
            return null;
        }
        firstSeq = all.getFirst().firstSeq();
        seq = firstSeq - 1;
        // The newest segments first: what went last is told last.
        for (Segment segment : all.reversed()) {
            String lastChain = toldDropped(segment);
            if (lastChain != null) {
                chain = new Chain(lastChain);
                expectedFound |= lastChain.equals(known.expected());
                return null;
            }
        }
        seq = 0;
        return new AuditDamage(
                AuditDamage.Kind.SEGMENT_MISSING,
                all.getFirst().name(),
                1,
                0,
                "records up to " + (firstSeq - 1) + " are missing and no segments.dropped tells of them");
    }

    /** The chain of the record before the oldest, if this segment tells that it was dropped. */
    private @Nullable String toldDropped(Segment segment) {
        String told = null;
        try (LineReader line = LineReader.open(segment)) {
            while (line.next()) {
                AuditEvent.SegmentsDropped dropped = dropped(line);
                if (dropped != null && dropped.lastSeq() == firstSeq - 1 && Chain.isText(dropped.lastChain())) {
                    told = dropped.lastChain();
                }
            }
        } catch (IOException e) {
            // Told when the segment is verified.
        }
        return told;
    }

    private AuditEvent.@Nullable SegmentsDropped dropped(LineReader line) {
        try {
            decoder.begin(line);
            return decoder.type() == EventType.SEGMENTS_DROPPED
                    ? (AuditEvent.SegmentsDropped) EventFormat.read(decoder, EventType.SEGMENTS_DROPPED)
                    : null;
        } catch (MalformedRecord e) {
            return null;
        }
    }

    private @Nullable AuditDamage firstDamage(LogLines lines) throws IOException {
        while (true) {
            AuditDamage damage = null;
            switch (lines.next()) {
                case FIRST_LINE -> {
                    segments++;
                    damage = check(lines, true);
                }
                case LINE -> damage = check(lines, false);
                case DAMAGE -> damage = lines.damage().atRecord(seq + 1);
                case END -> {
                    return null;
                }
            }
            if (damage != null) {
                return damage;
            }
        }
    }

    private @Nullable AuditDamage check(LogLines lines, boolean first) throws IOException {
        LineReader line = lines.line();
        try {
            decoder.begin(line);
            if (decoder.seq() == seq + 1
                    && chain.accepts(line.buffer(), line.start(), decoder.hashedEnd(), decoder.chainAt())) {
                seq++;
                return accept(lines, first);
            }
        } catch (MalformedRecord e) {
            // Diagnosed like any other line that is not the one expected.
        }
        if (seq + 1 == firstSeq && firstSeq > 1 && numberOf(line) == firstSeq) {
            return damageAt(
                    lines, AuditDamage.Kind.ALTERED, firstSeq, "it does not follow on what segments.dropped tells");
        }
        return Diagnosis.of(folder, lines, first, seq + 1, chain.toString());
    }

    private long numberOf(LineReader line) {
        try {
            decoder.begin(line);
            return decoder.seq();
        } catch (MalformedRecord e) {
            return 0;
        }
    }

    /** Counts a record that is right, and compares it with what is known of it. */
    private @Nullable AuditDamage accept(LogLines lines, boolean first) {
        if (first && lines.segment().firstSeq() != seq) {
            return damageAt(lines, AuditDamage.Kind.MOVED, seq, "the name of its segment is that of another record");
        }
        try {
            time = decoder.time();
            EventType type = decoder.type();
            if (type != null) {
                accounting.add(EventFormat.read(decoder, type));
            }
        } catch (MalformedRecord e) {
            // The chain says that it was written so; what it means is not the matter here.
        }
        if (!expectedFound && Objects.equals(known.expected(), chain.toString())) {
            expectedFound = true;
        }
        String anchor = anchors.get(seq);
        if (anchor != null && !anchor.equals(chain.toString())) {
            return damageAt(
                    lines,
                    AuditDamage.Kind.REWRITTEN,
                    anchored.seq() + 1,
                    "record " + seq + " has another chain than its anchor");
        }
        if (anchor != null) {
            anchored = new AuditHead(time, seq, anchor);
        }
        return null;
    }

    private @Nullable AuditDamage againstKnownHeads() {
        Map.Entry<Long, String> lastAnchor = anchors.lastEntry();
        if (lastAnchor != null && lastAnchor.getKey() > seq) {
            return cutTail("the anchor of record " + lastAnchor.getKey() + " is of a longer log");
        }
        return expectedFound ? null : cutTail("no record has the head that is expected");
    }

    private AuditDamage cutTail(String detail) {
        return new AuditDamage(AuditDamage.Kind.CUT_TAIL, "", seq + 1, 0, "the log ends before it: " + detail);
    }

    private static AuditDamage damageAt(LogLines lines, AuditDamage.Kind kind, long seq, String detail) {
        return new AuditDamage(kind, lines.segment().name(), seq, lines.line().offset(), detail);
    }
}
