package org.paralux.audit;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.paralux.luxi.base.Sha256;

/**
 * The hash that ties each record to all before it: SHA-256 over the 64 hexadecimal digits of the record before and this
 * record's bytes up to {@code ,"chain"}, itself written as 64 hexadecimal digits. The record before the first has 64
 * zeros.
 *
 * <p>Not thread-safe.
 */
final class Chain {
    /** Length of a chain text. */
    static final int DIGITS = 64;

    static final String START = "0".repeat(DIGITS);

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256 = Sha256.begin();
    private final byte[] hash = new byte[DIGITS / 2];
    private byte[] text = new byte[DIGITS];
    private byte[] next = new byte[DIGITS];

    /** Starts after a record with this chain. */
    Chain(String last) {
        continueFrom(last);
    }

    static boolean isText(String chain) {
        return chain.length() == DIGITS
                && chain.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    void continueFrom(String last) {
        if (!isText(last)) {
            throw new IllegalArgumentException("chain: " + last + " (expected: 64 hexadecimal digits)");
        }
        System.arraycopy(last.getBytes(StandardCharsets.US_ASCII), 0, text, 0, DIGITS);
    }

    void continueFrom(byte[] line, int chainAt) {
        System.arraycopy(line, chainAt, text, 0, DIGITS);
    }

    /** Moves on over the record in {@code line}, and writes its chain to {@code out}, {@link #DIGITS} from {@code at}. */
    void add(byte[] line, int start, int end, byte[] out, int at) {
        hash(line, start, end);
        moveOn();
        System.arraycopy(text, 0, out, at, DIGITS);
    }

    /**
     * Moves on over the record in {@code line}, whose chain stands at {@code chainAt}; false, and no move, where that is
     * not the one that follows.
     */
    boolean accepts(byte[] line, int start, int end, int chainAt) {
        hash(line, start, end);
        if (!Arrays.equals(next, 0, DIGITS, line, chainAt, chainAt + DIGITS)) {
            return false;
        }
        moveOn();
        return true;
    }

    private void hash(byte[] line, int start, int end) {
        sha256.update(text);
        sha256.update(line, start, end - start);
        try {
            sha256.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new AssertionError("a SHA-256 hash has 32 bytes", e);
        }
        for (int i = 0; i < hash.length; i++) {
            next[2 * i] = HEX[hash[i] >> 4 & 0xF];
            next[2 * i + 1] = HEX[hash[i] & 0xF];
        }
    }

    private void moveOn() {
        byte[] last = text;
        text = next;
        next = last;
    }

    /** The chain of the last record. */
    @Override
    public String toString() {
        return new String(text, StandardCharsets.US_ASCII);
    }
}
