package org.paralux.proxy.tee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paralux.luxi.Framing;

class FrameScannerTest {
    @Test
    void findsTheFirstEtxAsABytewiseSearchDoes() {
        long base = new Random().nextLong();
        for (int i = 0; i < 2000; i++) {
            long seed = base + i;
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(5000)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                for (int at = 0; at < bytes.length; at++) {
                    bytes[at] = bytes[at] == Framing.ETX ? 0 : bytes[at];
                }
            }
            int start = random.nextInt(bytes.length + 1);
            int end = start + random.nextInt(bytes.length - start + 1);
            int expected = -1;
            for (int at = start; at < end && expected < 0; at++) {
                expected = bytes[at] == Framing.ETX ? at : -1;
            }

            ByteBuf direct = Unpooled.directBuffer().writeBytes(bytes);
            ByteBuf heap = Unpooled.wrappedBuffer(bytes);
            assertEquals(expected, FrameScanner.indexOfEtx(direct, start, end), "direct, seed " + seed);
            assertEquals(expected, FrameScanner.indexOfEtx(heap, start, end), "heap, seed " + seed);
            direct.release();
        }
    }
}
