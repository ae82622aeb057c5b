package org.paralux.luxi;

import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Text that a terminal shows and never obeys. Printable ASCII and the letters of Latin, Greek and Cyrillic stay; every
 * other character, control characters and what turns the direction of writing included, reads as an escape
 * ({@code \x1b}, <code>\</code>{@code u202e}); a backslash is doubled, so that no text can pretend to be an escape. Each
 * {@code char} of the outcome takes one column.
 */
public final class Printable {
    /** The last letter of the blocks that are written left to right, one column a letter. */
    private static final int LAST_PLAIN_LETTER = 0x52f;

    private static final int MICRO_SIGN = 0xb5;
    private static final HexFormat HEX = HexFormat.of();

    private Printable() {}

    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return escaped(text, i);
            }
        }
        return text;
    }

    /** A text of the operator's own file, in one line: what has no shape reads as an escape, a backslash stays. */
    public static String line(String text) {
        return text.codePoints().anyMatch(Character::isISOControl)
                ? text.codePoints()
                        .mapToObj(point -> Character.isISOControl(point)
                                ? "\\x" + HEX.toHexDigits(point, 2)
                                : Character.toString(point))
                        .collect(Collectors.joining())
                : text;
    }

    private static String escaped(String text, int firstSpecial) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, firstSpecial);
        for (int i = firstSpecial; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isPlain(point)) {
                out.append((char) point);
            } else if (point == '\\') {
                out.append("\\\\");
            } else if (point <= 0xff) {
                out.append("\\x").append(HEX.toHexDigits(point, 2));
            } else if (point <= 0xffff) {
                out.append("\\u").append(HEX.toHexDigits(point, 4));
            } else {
                out.append("\\U").append(HEX.toHexDigits(point, 8));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(int point) {
        if (point < 0x7f) {
            return point >= ' ' && point != '\\';
        }
        int type = Character.getType(point);
        return point <= LAST_PLAIN_LETTER
                && point != MICRO_SIGN
                && (type == Character.UPPERCASE_LETTER || type == Character.LOWERCASE_LETTER);
    }
}
