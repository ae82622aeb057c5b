package org.paralux.audit.evidence;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.Outcome;
import org.paralux.luxi.Payload;

/** Evidence as a shadow hands it over. */
final class Trials {
    static final Instant TIME = Instant.parse("2026-11-25T00:39:01.000123Z");
    static final Payload NODES =
            Payload.of("{\"method\":\"Query\",\"args\":[\"node\",[\"name\"],null],\"version\":2070000}");

    private Trials() {}

    static Evidence divergent(String exchange, String cause, String primary, String shadow) {
        return of(exchange, Outcome.DIVERGENT, List.of(cause), NODES, primary, shadow);
    }

    static Evidence of(
            String exchange,
            Outcome outcome,
            List<String> causes,
            Payload request,
            @Nullable String primary,
            @Nullable String shadow) {
        Look[] looks = {
            new Look(0, Asked.PRIMARY, primary == null ? null : Payload.of(primary), null),
            new Look(812, Asked.SHADOW, shadow == null ? null : Payload.of(shadow), outcome.word()),
        };
        return new Evidence(
                exchange,
                TIME,
                "Query/node",
                "f00d",
                "0 /usr/sbin/gnt-node session list",
                outcome,
                causes,
                request,
                Arrays.asList(looks));
    }

    /** A reply of about this many bytes that does not compress. */
    static String reply(long seed, int bytes) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("{\"success\":true,\"result\":\"");
        while (text.length() < bytes) {
            text.append(Long.toHexString(random.nextLong()));
        }
        return text.append("\"}").toString();
    }
}
