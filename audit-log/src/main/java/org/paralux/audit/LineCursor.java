package org.paralux.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A place in a line, and how to get on from it: over what must stand there, or to what may. Not thread-safe. */
abstract sealed class LineCursor permits LineDecoder {
    byte[] bytes = new byte[0];
    int position;

    /** Where the members end, the chain apart. */
    int limit;

    void openMembers(Key key) throws MalformedRecord {
        if (!at(key)) {
            throw missing(key);
        }
        expect('{', key.name());
    }

    /** Whether one more member of an object follows; if none does, moves past the object. */
    boolean nextMember() throws MalformedRecord {
        if (position < limit && bytes[position] == '}') {
            position++;
            return false;
        }
        if (position < limit && bytes[position] == ',') {
            position++;
        }
        return true;
    }

    String memberName() throws MalformedRecord {
        String name = textHere();
        expect(':', name);
        return name;
    }

    /** Whether the next member is {@code key}; if so, moves to its value. */
    boolean at(Key key) {
        int from = position < limit && bytes[position] == ',' ? position + 1 : position;
        if (!key.standsAt(bytes, from)) {
            return false;
        }
        position = from + key.literal().length;
        return true;
    }

    String textHere() throws MalformedRecord {
        expect('"', "text");
        int start = position;
        int end = JsonText.endOfText(bytes, start, limit);
        position = end + 1;
        return JsonText.decode(bytes, start, end);
    }

    void skipMember() throws MalformedRecord {
        if (bytes[position] == ',') {
            position++;
        }
        memberName();
        position = JsonText.endOfValue(bytes, position, limit);
    }

    boolean standsAt(byte[] literal, int from) {
        return from + literal.length <= bytes.length
                && Arrays.equals(bytes, from, from + literal.length, literal, 0, literal.length);
    }

    void expect(byte[] literal, String what) throws MalformedRecord {
        if (position + literal.length > limit || !standsAt(literal, position)) {
            throw new MalformedRecord(what + ": not where it belongs");
        }
        position += literal.length;
    }

    void expect(char wanted, String what) throws MalformedRecord {
        if (position >= limit || bytes[position] != wanted) {
            throw new MalformedRecord(what + ": " + wanted + " expected");
        }
        position++;
    }

    long digits(String what) throws MalformedRecord {
        boolean negative = position < limit && bytes[position] == '-';
        int first = negative ? position + 1 : position;
        int i = first;
        long value = 0;
        while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
            value = value * 10 + (bytes[i] - '0');
            i++;
        }
        if (i == first || i - first > 19 || value < 0) {
            throw new MalformedRecord(what + ": no number that fits 64 bits");
        }
        position = i;
        return negative ? -value : value;
    }

    static MalformedRecord missing(Key key) {
        return new MalformedRecord(key.name() + ": missing");
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
