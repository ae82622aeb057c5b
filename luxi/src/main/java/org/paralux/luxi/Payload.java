package org.paralux.luxi;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The content of one LUXI frame: its bytes without the ETX that ends it. Immutable.
 *
 * <p>{@link #toString()} tells the length alone, so that no log line can print a message by mistake: messages carry
 * passwords and the arguments of jobs.
 */
public final class Payload {
    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over {@code bytes}, which the caller must not change afterwards. */
    public static Payload wrap(byte[] bytes) {
        return new Payload(bytes);
    }

    public static Payload copyOf(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return new Payload(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    public static Payload of(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return bytes.length;
    }

    public byte byteAt(int index) {
        return bytes[index];
    }

    /** A read-only view of the bytes, positioned at the first. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    public InputStream asInputStream() {
        return new ByteArrayInputStream(bytes);
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The bytes as a frame: followed by ETX. */
    public byte[] toFrame() {
        byte[] frame = Arrays.copyOf(bytes, bytes.length + 1);
        frame[bytes.length] = Framing.ETX;
        return frame;
    }

    /** The bytes themselves and no copy, for parsers, which only read them: whoever writes into them breaks the payload. */
    public byte[] unsafeBytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Payload[" + bytes.length + " bytes]";
    }
}
