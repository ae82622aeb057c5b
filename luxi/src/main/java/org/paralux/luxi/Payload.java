package org.paralux.luxi;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of one LUXI frame: its bytes without the ETX that ends it. Immutable.
 *
 * <p>Mostly it lies on the heap; one too large for that is a file that is mapped, and readable until whoever mapped it
 * lets go of it. Reading it later is an {@link IllegalStateException}.
 *
 * <p>{@link #toString()} tells the length alone, so that no log line can print a message by mistake: messages carry
 * passwords and the arguments of jobs.
 */
public final class Payload {
    /** What {@link #at} gives behind the last byte. */
    public static final int END = -1;

    private static final ValueLayout.OfLong EIGHT = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle EIGHT_OF_ARRAY =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Null where the bytes are mapped. Asked first everywhere: comparison lives by how fast it is. */
    private final byte @Nullable [] array;

    private final MemorySegment mapped;

    private Payload(byte @Nullable [] array, MemorySegment mapped) {
        this.array = array;
        this.mapped = mapped;
    }

    /** Takes over {@code bytes}, which the caller must not change afterwards. */
    public static Payload wrap(byte[] bytes) {
        return new Payload(bytes, MemorySegment.NULL);
    }

    /** Reads from {@code bytes}, which nobody may change, for as long as their arena lives. */
    public static Payload mapped(MemorySegment bytes) {
        if (bytes.byteSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "bytes: " + bytes.byteSize() + " (expected: <= " + Integer.MAX_VALUE + ")");
        }
        return new Payload(null, bytes.asReadOnly());
    }

    public static Payload copyOf(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return wrap(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    public static Payload of(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it takes no heap, and is readable for a time only. */
    public boolean isMapped() {
        return array == null;
    }

    public int length() {
        byte[] bytes = array;
        return bytes != null ? bytes.length : mappedLength();
    }

    public byte byteAt(int index) {
        byte[] bytes = array;
        return bytes != null ? bytes[index] : mappedByte(index);
    }

    /** The byte at {@code index}, or {@link #END} from the end on. */
    public int at(int index) {
        byte[] bytes = array;
        if (bytes != null) {
            return index < bytes.length ? bytes[index] : END;
        }
        return index < mappedLength() ? mappedByte(index) : END;
    }

    /** The eight bytes from {@code index}, the first lowest. */
    public long eightAt(int index) {
        byte[] bytes = array;
        return bytes != null ? (long) EIGHT_OF_ARRAY.get(bytes, index) : mapped.get(EIGHT, index);
    }

    private int mappedLength() {
        return (int) mapped.byteSize();
    }

    private byte mappedByte(int index) {
        return mapped.get(ValueLayout.JAVA_BYTE, index);
    }

    /** Whether the bytes in {@code [from, to)} are those of {@code other} in {@code [otherFrom, otherTo)}. */
    public boolean sameBytes(int from, int to, Payload other, int otherFrom, int otherTo) {
        byte[] bytes = array;
        byte[] otherBytes = other.array;
        return (bytes != null && otherBytes != null)
                ? Arrays.equals(bytes, from, to, otherBytes, otherFrom, otherTo)
                : MemorySegment.mismatch(segment(), from, to, other.segment(), otherFrom, otherTo) < 0;
    }

    /** The bytes in {@code [from, to)} as text. */
    public String text(int from, int to, Charset charset) {
        byte[] bytes = array;
        return bytes != null
                ? new String(bytes, from, to - from, charset)
                : new String(mapped.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE), charset);
    }

    private MemorySegment segment() {
        byte[] bytes = array;
        return bytes != null ? MemorySegment.ofArray(bytes) : mapped;
    }

    /** A read-only view of the bytes, positioned at the first. */
    public ByteBuffer asByteBuffer() {
        byte[] bytes = array;
        return bytes != null ? ByteBuffer.wrap(bytes).asReadOnlyBuffer() : mapped.asByteBuffer();
    }

    public InputStream asInputStream() {
        return new ByteArrayInputStream(unsafeBytes());
    }

    public byte[] toByteArray() {
        return segment().toArray(ValueLayout.JAVA_BYTE);
    }

    /** The bytes as a frame: followed by ETX. */
    public byte[] toFrame() {
        byte[] frame = Arrays.copyOf(unsafeBytes(), length() + 1);
        frame[length()] = Framing.ETX;
        return frame;
    }

    /**
     * The bytes themselves and no copy, for parsers, which only read them: whoever writes into them breaks the payload.
     * Of a mapped one a copy, which takes as much heap.
     */
    public byte[] unsafeBytes() {
        byte[] bytes = array;
        return bytes != null ? bytes : toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && length() == that.length()
                && sameBytes(0, length(), that, 0, that.length());
    }

    @Override
    public int hashCode() {
        byte[] bytes = array;
        if (bytes != null) {
            return Arrays.hashCode(bytes);
        }
        int hash = 1;
        for (int i = 0; i < mappedLength(); i++) {
            hash = 31 * hash + mappedByte(i);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Payload[" + length() + " bytes]";
    }
}
