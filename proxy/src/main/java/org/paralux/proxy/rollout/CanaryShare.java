package org.paralux.proxy.rollout;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.paralux.audit.ClientFacts;
import org.paralux.luxi.Fingerprint;

/**
 * Whether a query belongs to the share of its class that the shadow answers. It depends on the client, its process and the
 * query's fingerprint alone: one process that asks the same twice is answered by the same daemon, and whoever belongs to a
 * share belongs to every larger one.
 */
final class CanaryShare {
    private static final double UNIT = 0x1p-53;

    private CanaryShare() {}

    static boolean holds(ClientFacts client, Fingerprint fingerprint, double share) {
        return fraction(client.key() + '\n' + client.pid() + '\n' + fingerprint.id()) < share;
    }

    /** The text's place in [0, 1): the first 53 bits of its SHA-256. */
    static double fraction(String text) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << Byte.SIZE) | (digest[i] & 0xFF);
        }
        return (bits >>> 11) * UNIT;
    }
}
