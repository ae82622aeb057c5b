package org.paralux.proxy.tee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.luxi.Framing;
import org.paralux.luxi.Payload;

/** Of a flood of large replies a few of each request are kept; small ones, and what comes rarely, always. */
class LargeRepliesTest {
    private static final int SMALL = LargeReplies.FROM_BYTES;

    private long now;
    private final LargeReplies large = new LargeReplies(() -> now);
    private final TeeBudget budget = new TeeBudget(64 << 20);
    private final List<Exchange> finished = new ArrayList<>();
    private final ExchangeTee tee = new ExchangeTee(
            new TeeSettings(8 << 20, 8 << 20),
            new TeeRoom(budget, null, large),
            InstantSource.fixed(Instant.EPOCH),
            () -> now,
            finished::add);

    private Body reply(String request, int bytes, int pieceBytes) {
        ByteBuf asked = Unpooled.copiedBuffer(Payload.of(request).toByteArray(), new byte[] {Framing.ETX});
        tee.fromClient(asked, 0, asked.readableBytes(), Answerer.PRIMARY);
        ByteBuf all = Unpooled.wrappedBuffer(new byte[bytes + 1]);
        all.setByte(bytes, Framing.ETX);
        for (int start = 0; start <= bytes; start += pieceBytes) {
            long last = tee.toClient(all, start, Math.min(pieceBytes, bytes + 1 - start), Answerer.PRIMARY);
            tee.repliesFlushed(last);
        }
        Exchange exchange = finished.removeLast();
        exchange.release(budget);
        return Objects.requireNonNull(exchange.reply());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, SMALL, 3 * SMALL})
    void onlyTheFirstOfASecondAreKeptHoweverTheyCome(int pieceBytes) {
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 2 * LargeReplies.EACH; i++) {
                Body kept = reply("again", 2 * SMALL, pieceBytes);
                assertEquals(i < LargeReplies.EACH, kept instanceof Body.Whole, second + ": " + i);
                assertEquals(2 * SMALL, kept.length());
                assertInstanceOf(Body.Whole.class, reply("again", SMALL, pieceBytes));
            }
            assertInstanceOf(Body.Whole.class, reply("rare", 2 * SMALL, pieceBytes));
            now += TimeUnit.SECONDS.toNanos(1);
        }
        assertEquals(0, budget.usedBytes());
    }

    @Test
    void ofAllRequestsTogetherNoMoreBytesThanSoManyASecond() {
        int bytes = 1 << 20;
        long kept = 0;
        int seconds = 10;
        int perSecond = 200;
        for (int i = 0; i < seconds * perSecond; i++) {
            kept += reply("request " + i, bytes, 3 * SMALL) instanceof Body.Whole ? bytes : 0;
            now += TimeUnit.SECONDS.toNanos(1) / perSecond;
        }
        long allowed = (seconds + 1) * LargeReplies.BYTES_PER_SECOND;
        assertTrue(kept <= allowed && kept > allowed / 2, kept + " of " + allowed);
        assertEquals(0, budget.usedBytes());
    }

    @Test
    void whatNobodyAskedForIsNotKept() {
        assertFalse(large.keeps(null));
    }
}
