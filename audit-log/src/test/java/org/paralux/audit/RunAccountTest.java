package org.paralux.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.RequestKind;

/** What a run says that it saw is held against what the log has of it. */
final class RunAccountTest {
    @TempDir
    Path stateDir;

    private TestLog test;

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    @Test
    void aRunThatDoesNotAddUpIsTold() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r1"));
            log.append(Events.START, Events.query("r1-1", "c"));
            log.append(Events.START, Events.exchange("r1-2", "c", RequestKind.COMMAND, ExchangeEnd.COMPLETE, null));
            log.append(
                    Events.START,
                    Events.exchange("r1-3", "c", RequestKind.UNKNOWN, ExchangeEnd.INCOMPLETE_REQUEST, null));
            log.append(Events.START, Events.stopped("r1", Map.of("received", 2L, "queries", 1L, "commands", 1L)));
            log.append(Events.START, Events.started("r10"));
            log.append(Events.START, Events.query("r10-1", "c"));
            log.append(Events.START, gap(3));
            log.append(Events.START, Events.stopped("r10", Map.of("received", 4L, "queries", 3L, "waits", 1L)));
            log.append(Events.START, Events.started("r2"));
            log.append(Events.START, Events.query("r2-1", "c"));
            log.append(Events.START, Events.stopped("r2", Map.of("received", 2L, "queries", 2L)));
            log.append(Events.START, Events.started("r3"));
            log.append(Events.START, Events.query("r3-1", "c"));
            log.append(Events.START, gap(1));
            log.append(Events.START, Events.stopped("r3", Map.of("received", 1L, "queries", 1L)));
        }
        Verification verification = test.verify();
        assertNull(verification.damage());
        assertEquals(
                List.of("r1", "r10", "r2", "r3"),
                verification.runs().stream().map(RunAccount::run).toList());
        assertNull(verification.runs().get(0).mismatch());
        assertNull(verification.runs().get(1).mismatch());
        assertEquals(
                "received: proxy.stopped says 2, the log holds 1, gaps own up to 0",
                verification.runs().get(2).mismatch());
        assertEquals(
                "received: proxy.stopped says 1, the log holds 1, gaps own up to 1",
                verification.runs().get(3).mismatch());
        assertTrue(!verification.isSound());
        assertEquals(4, verification.lostInGaps());
    }

    private static AuditEvent.Gap gap(long exchanges) {
        return new AuditEvent.Gap(Map.of("exchange", exchanges), Events.START, Events.START, "queue-full");
    }

    @Test
    void twoRunsThatWriteByTurnsAreToldApart() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("old"));
            log.append(Events.START, Events.query("old-1", "c"));
            log.append(Events.START, Events.started("new"));
            log.append(Events.START, Events.query("new-1", "c"));
            log.append(Events.START, Events.query("old-2", "c"));
            log.append(Events.START, Events.stopped("old", Map.of("received", 2L)));
            log.append(Events.START, Events.query("new-2", "c"));
            log.append(Events.START, Events.query("new-3", "c"));
            log.append(Events.START, Events.stopped("new", Map.of("received", 3L)));
        }
        assertTrue(test.verify().isSound(), () -> test.heads.toString());
    }

    @Test
    void aLastRunWithoutItsEndIsTold() throws IOException {
        test.writeKilledRun("r1", 2, TestLog.ONE_SEGMENT);
        assertTrue(!test.verify().endsWithoutStop());
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r2"));
            log.append(Events.START, Events.query("r2-1", "c"));
        }
        Verification verification = test.verify();
        assertTrue(verification.isSound());
        assertTrue(verification.endsWithoutStop());
        assertEquals("ends without proxy.stopped", verification.lines().getLast());
    }
}
