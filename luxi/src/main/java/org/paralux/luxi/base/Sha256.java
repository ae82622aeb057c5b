package org.paralux.luxi.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), which every Java platform has. Texts are hashed as UTF-8. Any thread. */
public final class Sha256 {
    /** Cloned for each hash: looking for an algorithm's provider takes longer than hashing a line. */
    private static final MessageDigest FRESH = fresh();

    private Sha256() {}

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A hash of nothing yet, the caller's own. */
    public static MessageDigest begin() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the JDK's SHA-256 can be cloned", e);
        }
    }

    public static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As hexadecimal digits in lower case, 64 of them. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** As {@link #hex(byte[])}. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /** The first {@code length} bytes of the hash as hexadecimal digits. */
    public static String hex(byte[] bytes, int length) {
        return HexFormat.of().formatHex(of(bytes), 0, length);
    }

    /** As {@link #hex(byte[], int)}. */
    public static String hex(String text, int length) {
        return HexFormat.of().formatHex(of(text), 0, length);
    }
}
