package org.paralux.luxi;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8, and each byte {@code b} that is none as the lone surrogate {@code U+DC00 + b}, as Python's
 * {@code surrogateescape} does (PEP 383). A sequence cut off by the end of the bytes is no UTF-8 either.
 *
 * <p>Wants room for two characters at a time. Not thread-safe.
 */
final class SurrogateEscapeReader extends Reader {
    private static final int ESCAPE = 0xDC00;

    private final ByteBuffer bytes;

    /** Reports what is malformed instead of replacing it. */
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    SurrogateEscapeReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(char[] chars, int offset, int length) {
        if (length < 2) {
            throw new IllegalArgumentException("length: " + length + " (expected: >= 2)");
        }
        CharBuffer out = CharBuffer.wrap(chars, offset, length);
        CoderResult result = utf8.decode(bytes, out, true);
        while (result.isMalformed() && out.hasRemaining()) {
            // The rest of a longer malformed sequence is continuation bytes, each malformed in its turn.
            out.put((char) (ESCAPE + (bytes.get() & 0xFF)));
            result = utf8.decode(bytes, out, true);
        }
        int read = length - out.remaining();
        return read == 0 ? -1 : read;
    }

    @Override
    public void close() {}
}
