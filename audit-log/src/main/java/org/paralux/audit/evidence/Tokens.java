package org.paralux.audit.evidence;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for values that must not be read: the first 128 bits of an HMAC-SHA256 under a key of the installation. Equal
 * values have equal tokens; without the key nobody can tell which value a token stands for.
 *
 * <p>Not thread-safe.
 */
final class Tokens {
    static final String PREFIX = "hmac:";
    private static final int TOKEN_BYTES = 16;
    private static final byte TEXT = 's';
    private static final byte PLAIN = 'p';
    private static final byte RAW = 'r';

    private final Mac mac;

    Tokens(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For the text whose opening quote is at {@code start}. */
    byte[] ofText(byte[] bytes, int start, int end) {
        return token(TEXT, CanonicalText.ofText(bytes, start + 1, end - 1));
    }

    /** For a number, {@code true} or {@code false}. */
    byte[] ofPlain(byte[] bytes, int start, int end) {
        return token(PLAIN, CanonicalText.ofPlain(bytes, start, end));
    }

    /** For bytes that are no JSON. */
    byte[] ofBytes(byte[] bytes, int start, int end) {
        return token(RAW, Arrays.copyOfRange(bytes, start, end));
    }

    private byte[] token(byte sort, byte[] value) {
        mac.update(sort);
        String hex = HexFormat.of().formatHex(mac.doFinal(value), 0, TOKEN_BYTES);
        return (PREFIX + hex).getBytes(StandardCharsets.US_ASCII);
    }
}
