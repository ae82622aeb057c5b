package org.paralux.proxy.tee;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.ExchangeEnd;
import org.paralux.luxi.Framing;
import org.paralux.luxi.Payload;
import org.paralux.proxy.spool.Spool;
import org.paralux.proxy.spool.SpoolSettings;
import org.paralux.proxy.spool.SpooledBody;

/** A reply of any size, cut at any place, is read back byte for byte or kept by its ends. */
class SpooledRepliesTest {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(20);
    private static final int FROM = 8 << 10;
    private static final int WHOLE = 1 << 20;
    private static final int SPOOL = 2 << 20;

    @TempDir
    private Path folder;

    private final TeeBudget budget = new TeeBudget(4 << 20);
    private final List<Exchange> finished = new ArrayList<>();
    private long seconds;
    private Spool spool;
    private ExchangeTee tee;

    @BeforeEach
    void open() throws IOException {
        spool = Spool.open(folder, new SpoolSettings(FROM, SPOOL, 4 << 20, new AuditSettings.Floor(0, 0)));
        tee = new ExchangeTee(
                new TeeSettings(FROM, WHOLE),
                new TeeRoom(budget, spool, new LargeReplies(this::aSecondLater)),
                InstantSource.fixed(Instant.EPOCH),
                () -> 0,
                finished::add);
    }

    /** So that no large reply is too many. */
    private long aSecondLater() {
        return TimeUnit.SECONDS.toNanos(seconds++);
    }

    @AfterEach
    void nothingIsHeldOnceReleased() {
        finished.forEach(exchange -> exchange.release(budget));
        soon().until(() -> budget.usedBytes() == 0 && spool.usedBytes() == 0 && spool.queuedBytes() == 0);
        spool.close();
    }

    /** Looks often: there is much to wait for, and each time it is short. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(TIME_LIMIT);
    }

    private static byte[] reply(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            bytes[i] = bytes[i] == Framing.ETX ? 0 : bytes[i];
        }
        return bytes;
    }

    /** One exchange, its reply in pieces that end at {@code cuts}. */
    private Exchange exchange(byte[] reply, int[] cuts) {
        ByteBuf bytes = Unpooled.directBuffer().writeBytes(reply).writeByte(Framing.ETX);
        ByteBuf request = Unpooled.directBuffer().writeBytes(new byte[] {'q', Framing.ETX});
        tee.fromClient(request, 0, 2, Answerer.PRIMARY);
        int start = 0;
        long last = -1;
        for (int i = 0; i <= cuts.length; i++) {
            int end = i < cuts.length ? cuts[i] : bytes.readableBytes();
            last = Math.max(last, tee.toClient(bytes, start, end - start, Answerer.PRIMARY));
            start = end;
        }
        tee.repliesFlushed(last);
        bytes.release();
        request.release();
        return finished.getLast();
    }

    private static SpooledBody spooled(Exchange exchange) {
        SpooledBody spooled = Objects.requireNonNull(exchange.spooled(), "spooled");
        soon().until(() -> !spooled.isPending());
        return spooled;
    }

    private static void assertReadBack(byte[] reply, Exchange exchange, String told) {
        if (reply.length <= FROM) {
            assertNull(exchange.spooled(), told);
            Body.Whole whole = assertInstanceOf(Body.Whole.class, exchange.reply(), told);
            assertArrayEquals(reply, whole.payload().toByteArray(), told);
            return;
        }
        Body.Ends ends = assertInstanceOf(Body.Ends.class, exchange.reply(), told);
        assertEquals(reply.length, ends.length(), told);
        assertArrayEquals(Arrays.copyOf(reply, 4096), ends.head().toByteArray(), told);
        assertArrayEquals(
                Arrays.copyOfRange(reply, reply.length - 256, reply.length),
                ends.tail().toByteArray(),
                told);
        if (reply.length <= WHOLE) {
            Payload whole = spooled(exchange).payload().orElseThrow(() -> new AssertionError(told));
            assertTrue(whole.isMapped(), told);
            assertArrayEquals(reply, whole.toByteArray(), told);
        } else {
            assertNull(exchange.spooled(), told);
        }
    }

    static Stream<Integer> sizesAroundTheBounds() {
        int piece = BodySpooler.PIECE_BYTES;
        return IntStream.of(0, FROM, FROM + piece, FROM + 2 * piece, WHOLE)
                .flatMap(bound -> IntStream.rangeClosed(Math.max(0, bound - 1), bound + 1))
                .boxed();
    }

    @ParameterizedTest
    @MethodSource("sizesAroundTheBounds")
    void aReplyOfAnySizeIsReadBack(int length) {
        byte[] reply = reply(new Random(length), length);
        for (int pieceBytes : new int[] {1000, 4096, FROM, BodySpooler.PIECE_BYTES, 1 << 21}) {
            int[] cuts = IntStream.iterate(pieceBytes, cut -> cut <= length, cut -> cut + pieceBytes)
                    .toArray();
            Exchange exchange = exchange(reply, cuts);
            assertReadBack(reply, exchange, length + " bytes in pieces of " + pieceBytes);
            exchange.release(budget);
            finished.clear();
            soon().until(() -> spool.usedBytes() == 0);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReplyCutAtAnyPlacesIsReadBack(long seed) {
        Random random = new Random(seed);
        byte[] reply = reply(random, random.nextInt(300_000));
        int[] cuts =
                random.ints(random.nextInt(40), 0, reply.length + 1).sorted().toArray();
        assertReadBack(reply, exchange(reply, cuts), "seed " + seed);
    }

    @Test
    void whatTheSpoolHasNoRoomForIsKeptByItsEnds() {
        byte[] reply = reply(new Random(1), WHOLE - 10);
        for (int i = 0; i < 4; i++) {
            exchange(reply, new int[] {});
            spooled(finished.get(i));
            assertTrue(spool.usedBytes() <= SPOOL, () -> "used " + spool.usedBytes());
        }
        assertEquals(
                List.of(true, true, false, false),
                finished.stream()
                        .map(exchange -> spooled(exchange).payload().isPresent())
                        .toList());
        finished.removeFirst().release(budget);
        soon().until(() -> spool.usedBytes() < WHOLE);
        assertTrue(spooled(exchange(reply, new int[] {})).payload().isPresent(), "there is room again");
    }

    @Test
    void whatMemoryHasNoRoomForIsKeptByItsEnds() {
        assertTrue(budget.reserve(4 << 20));
        Exchange exchange = exchange(reply(new Random(2), 100_000), new int[] {50_000});
        budget.release(4 << 20);
        assertInstanceOf(Body.Ends.class, exchange.reply());
        assertFalse(exchange.spooled() != null && spooled(exchange).payload().isPresent());
    }

    @Test
    void aReplyThatNeverEndsOrThatNobodyAskedForIsForgotten() {
        ByteBuf bytes = Unpooled.directBuffer()
                .writeBytes(reply(new Random(3), 100_000))
                .writeByte(Framing.ETX);
        tee.toClient(bytes, 0, bytes.readableBytes(), Answerer.PRIMARY);
        assertEquals(1, tee.unsolicitedReplies());
        ByteBuf request = Unpooled.directBuffer().writeBytes(new byte[] {'q', Framing.ETX});
        tee.fromClient(request, 0, 2, Answerer.PRIMARY);
        tee.toClient(bytes, 0, bytes.readableBytes() - 1, Answerer.PRIMARY);
        tee.end(ExchangeEnd.PRIMARY_LEFT);
        assertEquals(1, finished.size());
        bytes.release();
        request.release();
    }
}
