package org.paralux.luxi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream of frames falls apart where its ETX bytes are, and nowhere else. */
class FramingTest {
    private static final List<Payload> PAYLOADS =
            List.of(Payload.of("{\"method\":\"Query\"}"), Payload.of(""), Payload.of("é\n"), Payload.of("{}"));

    private static byte[] stream(List<Payload> payloads) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        payloads.forEach(payload -> stream.writeBytes(payload.toFrame()));
        return stream.toByteArray();
    }

    @Test
    void whatWasJoinedIsSplit() {
        for (int count = 0; count <= PAYLOADS.size(); count++) {
            assertEquals(PAYLOADS.subList(0, count), Framing.split(stream(PAYLOADS.subList(0, count))));
        }
    }

    @Test
    void ofAStreamCutAnywhereTheCompleteFramesAreLeft() {
        byte[] stream = stream(PAYLOADS);
        for (int length = 0; length <= stream.length; length++) {
            byte[] cut = Payload.copyOf(stream, 0, length).toByteArray();
            int complete = (int) IntStream.range(0, length)
                    .filter(i -> cut[i] == Framing.ETX)
                    .count();
            assertEquals(PAYLOADS.subList(0, complete), Framing.split(cut));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverTheBytes(long seed) {
        Random random = new Random(seed);
        List<Payload> payloads = IntStream.range(0, 200)
                .mapToObj(i -> {
                    byte[] bytes = new byte[random.nextInt(50)];
                    for (int at = 0; at < bytes.length; at++) {
                        bytes[at] = (byte) (Framing.ETX + 1 + random.nextInt(255));
                    }
                    return Payload.wrap(bytes);
                })
                .toList();
        assertEquals(payloads, Framing.split(stream(payloads)), () -> "seed " + seed);
    }
}
