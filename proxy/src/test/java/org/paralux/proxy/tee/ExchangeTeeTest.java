package org.paralux.proxy.tee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.audit.ExchangeEnd;

class ExchangeTeeTest {
    private static final String REQUESTS = "first\3\3third request\3";
    private static final String REPLIES = "one\3two two\3\3";

    private final TeeBudget budget = new TeeBudget(1 << 20);
    private final List<Exchange> finished = new ArrayList<>();
    private long nowNanos;

    private ExchangeTee tee(int wholeBytes) {
        return new ExchangeTee(
                new TeeSettings(wholeBytes, wholeBytes),
                TeeRoom.of(budget),
                InstantSource.fixed(Instant.EPOCH),
                () -> nowNanos,
                finished::add);
    }

    @AfterEach
    void holdsNothingOnceReleased() {
        finished.forEach(exchange -> exchange.release(budget));
        assertEquals(0, budget.usedBytes());
    }

    private static ByteBuf bytes(String latin1) {
        return Unpooled.directBuffer().writeBytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void send(ExchangeTee tee, String latin1) {
        ByteBuf buffer = bytes(latin1);
        tee.fromClient(buffer, 0, buffer.readableBytes(), Answerer.PRIMARY);
        buffer.release();
    }

    private static void reply(ExchangeTee tee, String latin1) {
        ByteBuf buffer = bytes(latin1);
        long last = tee.toClient(buffer, 0, buffer.readableBytes(), Answerer.PRIMARY);
        buffer.release();
        if (last >= 0) {
            tee.repliesFlushed(last);
        }
    }

    private static String text(Body body) {
        return switch (body) {
            case Body.Whole whole -> new String(whole.payload().toByteArray(), StandardCharsets.ISO_8859_1);
            case Body.Ends ends -> "ends of " + ends.length();
        };
    }

    private List<String> pairs() {
        return finished.stream()
                .map(exchange -> text(exchange.request()) + " -> "
                        + (exchange.reply() == null ? "nothing" : text(exchange.reply())))
                .toList();
    }

    static Stream<Integer> everyPieceSize() {
        return IntStream.rangeClosed(1, REQUESTS.length()).boxed();
    }

    @ParameterizedTest
    @MethodSource("everyPieceSize")
    void sameExchangesWhateverThePieces(int pieceBytes) {
        ExchangeTee tee = tee(1 << 16);
        for (int i = 0; i < REQUESTS.length(); i += pieceBytes) {
            send(tee, REQUESTS.substring(i, Math.min(REQUESTS.length(), i + pieceBytes)));
        }
        for (int i = 0; i < REPLIES.length(); i += pieceBytes) {
            reply(tee, REPLIES.substring(i, Math.min(REPLIES.length(), i + pieceBytes)));
        }

        assertEquals(List.of("first -> one", " -> two two", "third request -> "), pairs());
    }

    @Test
    void aReplyBelongsToTheOldestOpenRequest() {
        ExchangeTee tee = tee(1 << 16);
        send(tee, "a\3b\3");
        reply(tee, "1\3");
        send(tee, "c\3");
        reply(tee, "2\0033\3");

        assertEquals(List.of("a -> 1", "b -> 2", "c -> 3"), pairs());
    }

    @Test
    void whatNobodyAskedForIsNoReply() {
        ExchangeTee tee = tee(1 << 16);
        reply(tee, "surprise\3");
        send(tee, "a\3");
        reply(tee, "1\3");

        assertEquals(1, tee.unsolicitedReplies());
        assertEquals(List.of("a -> 1"), pairs());
    }

    @Test
    void latencyRunsFromTheLastByteInToTheLastByteOut() {
        ExchangeTee tee = tee(1 << 16);
        nowNanos = 100;
        send(tee, "slow");
        nowNanos = 200;
        send(tee, "ly\3");
        nowNanos = 700;
        ByteBuf buffer = bytes("1\3");
        long last = tee.toClient(buffer, 0, 2, Answerer.PRIMARY);
        buffer.release();
        nowNanos = 1200;
        tee.repliesFlushed(last);

        assertEquals(1000, finished.getFirst().latencyNanos());
    }

    @Test
    void whatIsOpenAtTheEndIsHandedOnAsItStands() {
        ExchangeTee tee = tee(1 << 16);
        send(tee, "a\3b\3partial");
        reply(tee, "half of a reply");
        tee.end(ExchangeEnd.CLIENT_LEFT);

        assertEquals(List.of("a -> half of a reply", "b -> nothing", "partial -> nothing"), pairs());
        assertEquals(
                List.of(ExchangeEnd.CLIENT_LEFT, ExchangeEnd.CLIENT_LEFT, ExchangeEnd.INCOMPLETE_REQUEST),
                finished.stream().map(Exchange::end).toList());
    }

    static Stream<Integer> sizesAroundTheLimits() {
        int limit = EndsBuilder.HEAD_BYTES + EndsBuilder.TAIL_BYTES;
        return Stream.of(0, 1, 255, 256, 257, 4095, 4096, 4097, limit - 1, limit, limit + 1, limit + 300, 3 * limit);
    }

    @ParameterizedTest
    @MethodSource("sizesAroundTheLimits")
    void aLongBodyIsKeptByItsEnds(int length) {
        Random random = new Random(length);
        String body = IntStream.range(0, length)
                .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(26))))
                .reduce("", String::concat);
        for (int pieceBytes : new int[] {1, 7, 255, 4096, 100_000}) {
            finished.clear();
            ExchangeTee tee = tee(0);
            for (int i = 0; i < body.length(); i += pieceBytes) {
                send(tee, body.substring(i, Math.min(body.length(), i + pieceBytes)));
            }
            send(tee, "\3");
            tee.end(ExchangeEnd.CLIENT_LEFT);

            Body kept = finished.getFirst().request();
            assertEquals(length, kept.length());
            if (length <= EndsBuilder.HEAD_BYTES + EndsBuilder.TAIL_BYTES) {
                assertEquals(body, text(kept));
            } else {
                Body.Ends ends = assertInstanceOf(Body.Ends.class, kept);
                assertEquals(body.substring(0, EndsBuilder.HEAD_BYTES), text(new Body.Whole(ends.head())));
                assertEquals(body.substring(length - EndsBuilder.TAIL_BYTES), text(new Body.Whole(ends.tail())));
            }
            finished.forEach(exchange -> exchange.release(budget));
        }
        finished.clear();
    }

    @Test
    void whatDoesNotFitTheBudgetIsKeptByItsEnds() {
        ExchangeTee tee = tee(8 << 20);
        send(tee, "x".repeat(900_000) + "\3");
        send(tee, "y".repeat(900_000) + "\3");
        tee.end(ExchangeEnd.CLIENT_LEFT);

        assertInstanceOf(Body.Whole.class, finished.get(0).request());
        assertInstanceOf(Body.Ends.class, finished.get(1).request());
    }
}
