package org.paralux.proxy.shadow;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.paralux.proxy.shadow.TrialsFixture.QUERY;
import static org.paralux.proxy.shadow.TrialsFixture.reply;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.Outcome;
import org.paralux.audit.SkipCause;
import org.paralux.audit.UndecidedCause;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.EvidenceReader;
import org.paralux.audit.evidence.Look;
import org.paralux.audit.evidence.StoredEvidence;
import org.paralux.luxi.Payload;
import org.paralux.luxi.ReplyBuffer;
import org.paralux.proxy.shadow.FakeShadow.Manner;
import org.paralux.proxy.spool.SpoolShelf;

/** A reply in the spool is compared and settled as others are, and given back at the end of its trial. */
class SpooledTrialsTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    /** Longer than what the fixture keeps in memory. */
    private static String large(int memory) {
        return reply(memory).replace(":", ":" + " ".repeat(3000));
    }

    private static AuditEvent.QueryOutcome onlyOutcome(TrialsFixture fixture) {
        await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 1 && fixture.inFlight() == 0);
        await().atMost(TIME_LIMIT).until(() -> fixture.spool.usedBytes() == 0);
        return fixture.outcomes().getFirst();
    }

    @Test
    void aReplyThatIsTheSameMatches() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow _ = new FakeShadow(
                        fixture.shadowSocket, Manner.reply(large(128).replace(' ', '\t')))) {
            assertNull(fixture.offerSpooled(QUERY, large(128)).skipCause());
            assertEquals(Outcome.MATCH, onlyOutcome(fixture).outcome());
        }
    }

    @Test
    void aReplyThatDiffersIsSettledAndAnExcerptOfItIsKept() throws IOException {
        String id;
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(large(2)));
                FakeShadow _ = new FakeShadow(fixture.primarySocket, Manner.reply(large(2)))) {
            fixture.offerSpooled(QUERY, large(1));
            AuditEvent.QueryOutcome told = onlyOutcome(fixture);
            assertEquals(Outcome.MOVED, told.outcome());
            id = Objects.requireNonNull(told.evidence());
        }
        Evidence evidence =
                ((StoredEvidence) EvidenceReader.open(folder).read(id).orElseThrow()).evidence();
        List<Boolean> excerpts = evidence.looks().stream().map(Look::excerpt).toList();
        assertEquals(Collections.nCopies(excerpts.size(), true), excerpts);
        Payload kept = Objects.requireNonNull(evidence.firstReply(Asked.PRIMARY));
        assertEquals(Payload.of(large(1)), kept, "its only row differs");
    }

    @Test
    void aReplyOfTheShadowThatFindsNoRoomIsUndecided() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(large(1)))) {
            SpoolShelf others = fixture.spool.shelf(1 << 30);
            ReplyBuffer most = others.newReply();
            most.append(ByteBuffer.allocate((int) TrialsFixture.SPOOL.bytes() - 1000));
            fixture.offer(QUERY, reply(1));
            await().atMost(TIME_LIMIT).until(() -> fixture.outcomes().size() == 1);
            others.close();
            AuditEvent.QueryOutcome told = onlyOutcome(fixture);
            assertEquals(Outcome.UNDECIDED, told.outcome());
            assertEquals(UndecidedCause.BUDGET, told.undecidedCause());
        }
    }

    @Test
    void theyAreFewSoThatTheProcessorIsLeftToOthers() throws IOException {
        try (TrialsFixture fixture = new TrialsFixture(folder);
                FakeShadow _ = new FakeShadow(fixture.shadowSocket, Manner.reply(large(1)))) {
            await().atMost(TIME_LIMIT)
                    .until(() -> fixture.offerSpooled(QUERY, large(1)).skipCause() == SkipCause.RATE);
            await().atMost(TIME_LIMIT).until(() -> fixture.inFlight() == 0);
        }
    }
}
