package org.paralux.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Whether two texts are one, of which a daemon has mistaken the encoding. */
final class Encodings {
    private static final int BYTE = 0xDC00;

    private Encodings() {}

    /** Whether one text is the UTF-8 bytes of the other, or only what is left of its characters' low eight bits. */
    static boolean sameText(String a, String b) {
        return isMistaken(a, b) || isMistaken(b, a);
    }

    private static boolean isMistaken(String text, String mistaken) {
        if (text.chars().allMatch(c -> c < 0x80) || text.equals(mistaken)) {
            return false;
        }
        String bytes = asBytes(mistaken);
        String utf8 = new String(text.getBytes(UTF_8), ISO_8859_1);
        return bytes.equals(utf8) || bytes.equals(surrogatesApart(text)) || bytes.equals(lowBits(text));
    }

    /** One character a byte, also where a byte was no UTF-8. */
    private static String asBytes(String text) {
        StringBuilder bytes = new StringBuilder();
        text.chars().forEach(c -> bytes.append((char) (c >= BYTE && c <= BYTE + 0xFF ? c - BYTE : c)));
        return bytes.toString();
    }

    /** Each half of a pair as three bytes of its own, as luxid writes it. */
    private static String surrogatesApart(String text) {
        StringBuilder bytes = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isSurrogate((char) c)) {
                bytes.append((char) (0xE0 | c >> 12))
                        .append((char) (0x80 | (c >> 6 & 0x3F)))
                        .append((char) (0x80 | (c & 0x3F)));
            } else {
                bytes.append(new String(String.valueOf((char) c).getBytes(UTF_8), ISO_8859_1));
            }
        });
        return bytes.toString();
    }

    private static String lowBits(String text) {
        StringBuilder bytes = new StringBuilder();
        text.codePoints().forEach(point -> bytes.append((char) (point & 0xFF)));
        return bytes.toString();
    }
}
