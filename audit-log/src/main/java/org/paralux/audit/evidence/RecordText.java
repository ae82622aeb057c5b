package org.paralux.audit.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;

/**
 * A piece of evidence as its record has it: payloads by their hashes.
 *
 * @param seen how many there had been of each of its causes, itself included, when it was chosen
 * @param requestHash of the request
 */
record RecordText(
        String id,
        String exchange,
        Instant time,
        String queryClass,
        String fingerprint,
        String clientKey,
        Outcome outcome,
        List<String> causes,
        Map<String, Long> seen,
        String requestHash,
        List<LookText> looks) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    RecordText {
        causes = List.copyOf(causes);
        seen = Map.copyOf(seen);
        looks = List.copyOf(looks);
        requireHash(requestHash);
    }

    /** A look; equal replies have equal hashes. */
    record LookText(
            long offsetMicros,
            Asked asked,
            @Nullable String replyHash,
            boolean excerpt,
            @Nullable String verdict) {
        LookText {
            if (replyHash != null) {
                requireHash(replyHash);
            }
        }
    }

    /** The hash becomes the name of a file. */
    private static void requireHash(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("hash: not 64 hexadecimal digits");
        }
    }

    Map<String, Long> sortedSeen() {
        return new TreeMap<>(seen);
    }

    /** All payloads that the record needs. */
    Set<String> hashes() {
        Set<String> hashes = new TreeSet<>();
        hashes.add(requestHash);
        for (LookText look : looks) {
            if (look.replyHash() != null) {
                hashes.add(look.replyHash());
            }
        }
        return hashes;
    }
}
