package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditDamage.Kind;

/** A log that is sound in itself, and not the one it was, shows against the heads that are known of it. */
final class KnownHeadsTest {
    @TempDir
    Path stateDir;

    private TestLog test;

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @Test
    void aCutTailShowsAgainstTheExpectedHead() throws IOException {
        test.writeKilledRun("r1", 6, TestLog.ONE_SEGMENT);
        Segment segment = test.segments().getFirst();
        List<String> lines = TestLog.lines(segment);
        String head = test.verify().sound().chain();
        for (int length = 0; length < lines.size(); length++) {
            TestLog.write(segment, lines.subList(0, length));
            assertNull(test.verify().damage(), "the files alone do not tell");
            Verification verification =
                    AuditVerifier.verify(stateDir, KnownHeads.none().withExpected(head));
            AuditDamage damage = Damages.of(verification);
            assertEquals(Kind.CUT_TAIL, damage.kind());
            assertEquals(length + 1, damage.seq());
            assertEquals(length, verification.sound().seq());
        }
        TestLog.write(segment, lines);
        for (String line : lines) {
            String known = line.substring(line.length() - 66, line.length() - 2);
            assertNull(
                    AuditVerifier.verify(stateDir, KnownHeads.none().withExpected(known))
                            .damage(),
                    "has grown");
        }
    }

    @Test
    void aRewrittenLogShowsAgainstItsAnchors() throws IOException {
        test.writeKilledRun("r1", 6, TestLog.ONE_SEGMENT);
        List<AuditHead> heads = new ArrayList<>();
        for (String line : test.lines()) {
            heads.add(new AuditHead(
                    Events.START, heads.size() + 1, line.substring(line.length() - 66, line.length() - 2)));
        }
        Path anchors = stateDir.resolve("anchors");
        Files.write(
                anchors,
                List.of(
                        "-- the journal begins here --",
                        heads.get(1).toString(),
                        "Nov 23 20:00:00 node1 paralux[4711]: INFO audit head seq=5 chain="
                                + heads.get(4).chain(),
                        heads.getLast().toString()),
                StandardCharsets.US_ASCII);
        KnownHeads known = KnownHeads.none().withAnchors(anchors);
        assertEquals(3, known.anchors().size());
        assertNull(AuditVerifier.verify(stateDir, known).damage());

        Path other = stateDir.resolve("other");
        TestLog rewritten = new TestLog(other);
        try (AuditLog log = rewritten.open()) {
            for (AuditEntry entry : test.entries()) {
                boolean changed = entry.seq() == 4;
                log.append(entry.time(), changed ? Events.query("r1-x", "r1-c") : entry.event());
            }
        }
        assertNull(rewritten.verify().damage(), "it is sound in itself");
        Verification verification = AuditVerifier.verify(other, known);
        AuditDamage damage = Damages.of(verification);
        assertEquals(Kind.REWRITTEN, damage.kind());
        assertEquals(3, damage.seq());
        assertEquals(heads.get(1), verification.sound());

        Segment segment = test.segments().getFirst();
        TestLog.write(segment, test.lines().subList(0, 6));
        assertEquals(
                Kind.CUT_TAIL, Damages.of(AuditVerifier.verify(stateDir, known)).kind());
    }

    @Test
    void anchorsWithoutAnyAreRefused() throws IOException {
        Path anchors = Files.writeString(stateDir.resolve("anchors"), "nothing of the kind\n");
        assertThrows(IOException.class, () -> KnownHeads.none().withAnchors(anchors));
        assertThrows(IllegalArgumentException.class, () -> KnownHeads.none().withExpected("ABC"));
    }
}
