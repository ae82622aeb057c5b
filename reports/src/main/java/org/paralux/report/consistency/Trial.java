package org.paralux.report.consistency;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A divergent trial whose places are still coming. Not thread-safe. */
final class Trial {
    private final String exchange;
    private final @Nullable String evidence;
    private final String fingerprint;
    private final Instant time;
    private final String client;
    private final Set<String> causes = new HashSet<>();

    /** @param fingerprint empty where the outcome was not seen */
    Trial(String exchange, @Nullable String evidence, String fingerprint, Instant time, String client) {
        this.exchange = exchange;
        this.evidence = evidence;
        this.fingerprint = fingerprint;
        this.time = time;
        this.client = client;
    }

    String exchange() {
        return exchange;
    }

    @Nullable String evidence() {
        return evidence;
    }

    String fingerprint() {
        return fingerprint;
    }

    Instant time() {
        return time;
    }

    String client() {
        return client;
    }

    /** Notes a cause; whether it is the trial's first place of it. */
    boolean has(String cause) {
        return causes.add(cause);
    }

    Set<String> causes() {
        return causes;
    }
}
