package org.paralux.diff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Map;
import org.paralux.luxi.Payload;

/**
 * Hashes the normal form of a value, 128 bits: two values that {@link Equality} calls the same have the same hash,
 * whatever the order of keys, the white space, and how numbers and texts are written. Not thread-safe.
 */
final class NormalHash {
    private static final long M1 = 0x9E3779B97F4A7C15L;
    private static final long M2 = 0xC2B2AE3D27D4EB4FL;

    /** A shorter integer is hashed as it stands. */
    private static final int SHORT_NUMBER = 300;

    private final JsonDocument document;
    private final Payload bytes;

    /** The open containers: their beginnings, and the two lanes of what was hashed before them. */
    private final Ints open = new Ints();

    private long[] lanes = new long[64];

    /** Of the open objects the hashes of keys and values, four numbers a member, and where each object's begin. */
    private long[] members = new long[256];

    private int memberCount;
    private final Ints firstMembers = new Ints();
    private long one;
    private long two;

    NormalHash(JsonDocument document) {
        this.document = document;
        this.bytes = document.bytes;
    }

    /** The first half of the hash that {@link #hash} found last. */
    long one() {
        return one;
    }

    /** The second half. */
    long two() {
        return two;
    }

    /** Hashes one value. */
    NormalHash hash(int value) {
        int i = value;
        one = M1;
        two = M2;
        int outermost = open.size();
        while (true) {
            byte b = bytes.byteAt(i);
            if (b == '{' || b == '[') {
                open(i);
                i = JsonBytes.skipSpace(bytes, i + 1);
                if (bytes.byteAt(i) != b + 2) {
                    i = b == '{' ? key(i) : i;
                    continue;
                }
                close();
                i++;
            } else if (b == '"') {
                text(i);
                i = JsonBytes.textEnd(bytes, i);
            } else {
                int end = JsonBytes.plainEnd(bytes, i);
                plain(i, end, '0');
                i = end;
            }
            while (true) {
                if (open.size() == outermost) {
                    return this;
                }
                boolean inObject = bytes.byteAt(open.get(open.size() - 1)) == '{';
                if (inObject) {
                    memberDone();
                }
                i = JsonBytes.skipSpace(bytes, i);
                if (bytes.byteAt(i) == ',') {
                    i = JsonBytes.skipSpace(bytes, i + 1);
                    i = inObject ? key(i) : i;
                    break;
                }
                close();
                i++;
            }
        }
    }

    /** Hashes bytes that are no JSON. */
    static NormalHash ofBytes(Payload bytes, int start, int end) {
        NormalHash hash = new NormalHash(new JsonDocument(bytes, start, end, new int[0], new int[0]));
        hash.one = M1;
        hash.two = M2;
        hash.range(bytes, start, end, ' ');
        return hash;
    }

    /** Hashes the members of a failed reply but its result, in whatever order. */
    NormalHash hashWithoutResult(Reply reply) {
        long sumOne = 0;
        long sumTwo = 0;
        for (Map.Entry<String, Ints> member :
                document.members(document.root()).byKey().entrySet()) {
            Ints values = member.getValue();
            for (int k = 0; k < values.size(); k++) {
                if (values.get(k) != reply.result()) {
                    hash(values.get(k)).add(member.getKey().hashCode());
                    add(k);
                    sumOne += one;
                    sumTwo += two;
                }
            }
        }
        one = sumOne;
        two = sumTwo;
        return this;
    }

    /** Mixes something in that is no part of the document. */
    void add(long something) {
        mix(something, ' ');
    }

    /** Hashes what a scalar shows: of a number and of a text of the same digits alike. */
    long content(int value) {
        one = M1;
        two = M2;
        byte b = bytes.byteAt(value);
        if (b == '{' || b == '[') {
            return hash(value).one;
        }
        if (b == '"') {
            text(value);
        } else {
            plain(value, JsonBytes.plainEnd(bytes, value), '"');
        }
        return one;
    }

    private void open(int start) {
        int top = open.size() * 2;
        if (top + 2 > lanes.length) {
            lanes = Arrays.copyOf(lanes, lanes.length * 2);
        }
        lanes[top] = one;
        lanes[top + 1] = two;
        open.add(start);
        firstMembers.add(memberCount);
        one = bytes.byteAt(start) * M2;
        two = bytes.byteAt(start) * M1;
    }

    private void close() {
        int top = (open.size() - 1) * 2;
        int first = firstMembers.removeLast();
        if (bytes.byteAt(open.removeLast()) == '{') {
            one = '{' * M2;
            two = '{' * M1;
            sorted(first);
            memberCount = first;
        }
        long hashOne = one;
        long hashTwo = two;
        one = lanes[top];
        two = lanes[top + 1];
        mix(hashOne, hashTwo);
    }

    /** Hashes a key, and goes to its value. */
    private int key(int start) {
        one = M1;
        two = M2;
        text(start);
        if (memberCount + 4 > members.length) {
            members = Arrays.copyOf(members, members.length * 2);
        }
        members[memberCount] = one;
        members[memberCount + 1] = two;
        memberCount += 4;
        one = M1;
        two = M2;
        int colon = JsonBytes.skipSpace(bytes, JsonBytes.textEnd(bytes, start));
        return JsonBytes.skipSpace(bytes, colon + 1);
    }

    private void memberDone() {
        members[memberCount - 2] = one;
        members[memberCount - 1] = two;
    }

    /** Mixes in the members from {@code first} on in the order of their keys' hashes; an immediate repeat counts once. */
    private void sorted(int first) {
        int size = (memberCount - first) / 4;
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> first + i * 4);
        Arrays.sort(order, (x, y) -> {
            int byOne = Long.compare(members[x], members[y]);
            return byOne != 0 ? byOne : Long.compare(members[x + 1], members[y + 1]);
        });
        for (int i = 0; i < size; i++) {
            int member = order[i];
            if (i == 0 || !Arrays.equals(members, order[i - 1], order[i - 1] + 4, members, member, member + 4)) {
                mix(members[member], members[member + 1]);
                mix(members[member + 2], members[member + 3]);
            }
        }
    }

    private void plain(int start, int end, char sort) {
        boolean asWritten = !JsonBytes.beginsNumber(bytes.byteAt(start))
                || (Scalars.isInteger(bytes, start, end) && end - start < SHORT_NUMBER && bytes.byteAt(start) != '-');
        if (asWritten) {
            range(bytes, start, end, sort);
        } else {
            byte[] normal = Scalars.normal(bytes, start, end).getBytes(ISO_8859_1);
            range(Payload.wrap(normal), 0, normal.length, sort);
        }
    }

    private void text(int start) {
        int end = JsonBytes.textEnd(bytes, start);
        if (Texts.hasEscape(bytes, start, end)) {
            byte[] unescaped = Texts.unescaped(bytes, start, end);
            range(Payload.wrap(unescaped), 0, unescaped.length, '"');
        } else {
            range(bytes, start + 1, end - 1, '"');
        }
    }

    private void range(Payload source, int start, int end, char sort) {
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            mix(source.eightAt(i), sort);
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << Byte.SIZE | (source.byteAt(i) & 0xFF);
        }
        mix(rest, (long) (end - start) << Character.SIZE | sort);
    }

    private void mix(long first, long second) {
        one = (Long.rotateLeft(one, 29) ^ first) * M1;
        one ^= one >>> 32 ^ second;
        two = (Long.rotateLeft(two, 31) ^ second + first) * M2;
        two ^= two >>> 29;
    }
}
