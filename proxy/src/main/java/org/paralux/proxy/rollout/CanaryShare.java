package org.paralux.proxy.rollout;

import java.nio.ByteBuffer;
import org.paralux.audit.ClientFacts;
import org.paralux.luxi.Fingerprint;
import org.paralux.luxi.base.Sha256;

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
        long bits = ByteBuffer.wrap(Sha256.of(text)).getLong();
        return (bits >>> 11) * UNIT;
    }
}
