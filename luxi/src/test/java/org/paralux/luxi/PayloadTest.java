package org.paralux.luxi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes in, the same bytes out, and no way to change them. */
class PayloadTest {
    private static final byte[] BYTES = "{\"é\": 1}".getBytes(UTF_8);

    @Test
    void givesBackItsBytesInEveryForm() throws IOException {
        Payload payload = Payload.wrap(BYTES.clone());
        assertEquals(BYTES.length, payload.length());
        assertArrayEquals(BYTES, payload.toByteArray());
        assertArrayEquals(BYTES, payload.asInputStream().readAllBytes());
        byte[] fromBuffer = new byte[payload.asByteBuffer().remaining()];
        payload.asByteBuffer().get(fromBuffer);
        assertArrayEquals(BYTES, fromBuffer);
        for (int i = 0; i < BYTES.length; i++) {
            assertEquals(BYTES[i], payload.byteAt(i));
        }
        assertEquals(payload, Payload.of("{\"é\": 1}"));
    }

    @Test
    void aFrameIsThePayloadAndAnEtx() {
        byte[] frame = Payload.wrap(BYTES.clone()).toFrame();
        assertEquals(BYTES.length + 1, frame.length);
        assertEquals(0x03, frame[BYTES.length]);
        assertEquals(List.of(Payload.wrap(BYTES.clone())), Framing.split(frame));
        assertArrayEquals(new byte[] {0x03}, Payload.of("").toFrame());
    }

    @Test
    void nothingItGivesOutLeadsBack() {
        Payload payload = Payload.wrap(BYTES.clone());
        payload.toByteArray()[0] = 'x';
        payload.toFrame()[0] = 'x';
        assertThrows(ReadOnlyBufferException.class, () -> payload.asByteBuffer().put((byte) 'x'));
        byte[] source = BYTES.clone();
        Payload copy = Payload.copyOf(source, 0, source.length);
        source[0] = 'x';
        assertEquals(payload, copy);
        assertArrayEquals(BYTES, payload.toByteArray());
    }

    @Test
    void aCopyHasExactlyTheRange() {
        for (int offset = 0; offset <= BYTES.length; offset++) {
            for (int length = 0; offset + length <= BYTES.length; length++) {
                Payload copy = Payload.copyOf(BYTES, offset, length);
                assertEquals(new String(BYTES, offset, length, UTF_8), new String(copy.toByteArray(), UTF_8));
            }
        }
        assertThrows(IndexOutOfBoundsException.class, () -> Payload.copyOf(BYTES, 1, BYTES.length));
        assertThrows(IndexOutOfBoundsException.class, () -> Payload.copyOf(BYTES, -1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> Payload.copyOf(BYTES, 1, -1));
    }

    @Test
    void equalBytesAreEqual() {
        assertEquals(Payload.of("a"), Payload.of("a"));
        assertEquals(Payload.of("a").hashCode(), Payload.of("a").hashCode());
        assertNotEquals(Payload.of("a"), Payload.of("b"));
        assertNotEquals(Payload.of("a"), Payload.of("a "));
    }

    @Test
    void printsItsLengthAlone() {
        assertEquals("Payload[9 bytes]", Payload.wrap(BYTES).toString());
        assertEquals("[Payload[6 bytes]]", List.of(Payload.of("secret")).toString());
    }
}
