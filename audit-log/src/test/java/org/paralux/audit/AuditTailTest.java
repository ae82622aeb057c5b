package org.paralux.audit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.RequestKind;

/** A tail prints each record once, in order, wherever the log is cut, until it is stopped. */
final class AuditTailTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    @TempDir
    Path stateDir;

    private TestLog test;
    private final StringWriter printed = new StringWriter();

    @BeforeEach
    void makeLog() {
        test = new TestLog(stateDir);
    }

    private AuditTail tail(@Nullable Long fromSeq, AuditTail.Form form) throws IOException {
        return AuditTail.of(stateDir, new AuditTail.Options(fromSeq, form, ZONE), printed);
    }

    private static Thread start(AuditTail tail) {
        return Thread.ofPlatform().start(() -> {
            try {
                tail.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void stop(AuditTail tail, Thread thread) {
        tail.stop();
        await().atMost(TestLog.LIMIT).until(() -> !thread.isAlive());
    }

    private List<Long> printedSeqs() {
        return printed.toString()
                .lines()
                .map(line -> LuxiJson.MAPPER.readTree(line).get("seq").longValue())
                .toList();
    }

    @Test
    void theLogIsFollowedAcrossSegmentsAndTheirCompression() throws IOException {
        try (AuditLog log = test.open(TestLog.segmentsOf(2000))) {
            AuditTail tail = tail(1L, AuditTail.Form.JSON);
            Thread thread = start(tail);
            for (int i = 0; i < 5; i++) {
                test.appendRun(log, "r" + i, 10);
                test.awaitCompression(log);
                long expected = 13L * (i + 1);
                await().atMost(TestLog.LIMIT)
                        .until(() -> printed.toString().lines().count() == expected);
            }
            stop(tail, thread);
        }
        assertEquals(LongStream.rangeClosed(1, 65).boxed().toList(), printedSeqs());
    }

    @Test
    void fromTheEndOnlyWhatIsNewIsPrintedWithTheClientsOfBefore() throws IOException {
        test.writeRun("r1", 30, TestLog.segmentsOf(2000));
        try (AuditLog log = test.open(TestLog.segmentsOf(2000))) {
            AuditTail tail = tail(null, AuditTail.Form.JSON);
            Thread thread = start(tail);
            int[] next = {0};
            // The tail begins at some moment; from the first record that it prints, none is left out.
            await().atMost(TestLog.LIMIT).until(() -> {
                log.append(Events.START, Events.query("r1-new-" + next[0]++, "r1-c"));
                return !printed.toString().isEmpty();
            });
            assertTrue(log.flush(TestLog.LIMIT));
            long head = log.head().seq();
            await().atMost(TestLog.LIMIT).until(() -> printedSeqs().getLast() == head);
            stop(tail, thread);
            List<Long> seqs = printedSeqs();
            assertTrue(seqs.getFirst() > 33);
            assertEquals(LongStream.rangeClosed(seqs.getFirst(), head).boxed().toList(), seqs);
        }
        assertTrue(printed.toString().lines().allMatch(line -> line.contains("\"comm\":\"gnt-node\"")));
    }

    @Test
    void theTextFormSaysWhenWhatAndByWhom() throws IOException {
        try (AuditLog log = test.open()) {
            log.append(Events.START, Events.started("r1"));
            log.append(Events.START, Events.seen("r1-c"));
            log.append(Events.START, Events.query("r1-1", "r1-c"));
            log.append(
                    Events.START, Events.exchange("r1-2", "r1-x", RequestKind.COMMAND, ExchangeEnd.CLIENT_LEFT, null));
            log.append(
                    Events.START, new AuditEvent.Gap(Map.of("exchange", 2L), Events.START, Events.START, "disk-full"));
            log.append(Events.START, Events.stopped("r1", Map.of("received", 4L)));
        }
        AuditTail tail = tail(1L, AuditTail.Form.TEXT);
        Thread thread = start(tail);
        await().atMost(TestLog.LIMIT).until(() -> printed.toString().lines().count() == 6);
        stop(tail, thread);
        String time = "2026-11-23T20:58:32.123+01:00 ";
        String who = "r1-c root: python /usr/sbin/gnt-node list (pid 1234, session-1.scope)";
        assertEquals(
                List.of(
                        time + "1 proxy.started r1 on node1.example.com at /run/ganeti/socket/ganeti-master (master),"
                                + " primary /run/ganeti/socket/ganeti-master.primary, shadow none",
                        time + "2 client.seen " + who,
                        time + "3 exchange r1-1 Query/node/live MISDIRECTED ok in 12345 us by " + who,
                        time + "4 exchange r1-2 SubmitJob OP_INSTANCE_STARTUP client-left by r1-x",
                        time + "5 gap lost exchange=2 from 2026-11-23T19:58:32.123456Z until"
                                + " 2026-11-23T19:58:32.123456Z: disk-full",
                        time + "6 proxy.stopped r1 by signal: received=4"),
                printed.toString().lines().toList());
    }

    @Test
    void nothingThatAClientChoseMovesTheTerminal() {
        String nasty = "\u001b[2J\r\n\u0007\u009b31m\u202etxt\u200b\udc80\ue000\\";
        assertEquals(
                "\\u001b[2J\\u000d\\u000a\\u0007\\u009b31m\\u202etxt\\u200b\\udc80\\ue000\\\\",
                TerminalText.escape(nasty));
        assertEquals("n\u00fc\u20ac \ud83d\ude00", TerminalText.escape("n\u00fc\u20ac \ud83d\ude00"));
        AuditEntry entry = new AuditEntry(1, Events.START, Events.opened(nasty, nasty));
        assertTrue(EntryText.of(entry, null, ZONE).chars().noneMatch(Character::isISOControl));
    }
}
