package org.paralux.luxi;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 and reads each byte {@code b} that is none as the lone surrogate {@code U+DC00 + b}, as Python's
 * {@code surrogateescape} does (PEP 383). Not thread-safe, as every decoder.
 */
final class SurrogateEscape extends CharsetDecoder {
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    SurrogateEscape() {
        super(StandardCharsets.UTF_8, 1.0f, 1.0f);
    }

    @Override
    protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
        while (true) {
            CoderResult result = utf8.decode(in, out, false);
            if (result.isUnderflow()) {
                return CoderResult.UNDERFLOW;
            }
            if (result.isOverflow() || out.remaining() < result.length()) {
                return CoderResult.OVERFLOW;
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (0xDC00 + (in.get() & 0xFF)));
            }
        }
    }

    @Override
    protected void implReset() {
        utf8.reset();
    }
}
