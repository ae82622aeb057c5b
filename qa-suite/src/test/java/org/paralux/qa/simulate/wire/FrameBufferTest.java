package org.paralux.qa.simulate.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paralux.luxi.Payload;

class FrameBufferTest {
    private static final List<String> MESSAGES = List.of("{\"method\": \"é\"}", "", "x".repeat(9000), "{}");
    private static final byte[] STREAM =
            (String.join("\u0003", MESSAGES) + "\u0003half").getBytes(StandardCharsets.UTF_8);

    static IntStream everyReadSize() {
        return IntStream.concat(IntStream.rangeClosed(1, 64), IntStream.of(4095, 4096, 4097, 8999, STREAM.length));
    }

    @ParameterizedTest
    @MethodSource("everyReadSize")
    void sameFramesWhateverTheReadSize(int bytesPerRead) {
        FrameBuffer buffer = new FrameBuffer();
        List<String> found = new ArrayList<>();
        for (int start = 0; start < STREAM.length; start += bytesPerRead) {
            buffer.append(ByteBuffer.wrap(STREAM, start, Math.min(bytesPerRead, STREAM.length - start)));
            frames(buffer).forEach(found::add);
        }
        assertEquals(MESSAGES, found);
        assertEquals(4, buffer.pendingBytes());
    }

    /** Frames before the long one make the buffer move what it keeps when it grows. */
    @ParameterizedTest
    @MethodSource("everyLengthAroundTheCapacity")
    void aFrameMayEndWhereverTheBufferGrows(int length) {
        for (int bytesPerRead : new int[] {1, 13, 500}) {
            FrameBuffer buffer = new FrameBuffer();
            List<String> messages = List.of("first", "x".repeat(length), "last");
            byte[] stream = (String.join("\u0003", messages) + "\u0003").getBytes(StandardCharsets.UTF_8);
            List<String> found = new ArrayList<>();
            for (int start = 0; start < stream.length; start += bytesPerRead) {
                buffer.append(ByteBuffer.wrap(stream, start, Math.min(bytesPerRead, stream.length - start)));
                frames(buffer).forEach(found::add);
            }
            assertEquals(messages, found, () -> bytesPerRead + " bytes a read");
        }
    }

    static IntStream everyLengthAroundTheCapacity() {
        return IntStream.rangeClosed(4080, 4110);
    }

    private static Stream<String> frames(FrameBuffer buffer) {
        Stream.Builder<String> frames = Stream.builder();
        Payload payload;
        while ((payload = buffer.next()) != null) {
            frames.add(new String(payload.toByteArray(), StandardCharsets.UTF_8));
        }
        return frames.build();
    }
}
