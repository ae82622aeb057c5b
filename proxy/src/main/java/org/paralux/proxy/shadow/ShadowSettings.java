package org.paralux.proxy.shadow;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.paralux.audit.evidence.EvidenceSettings;
import org.paralux.diff.Rules;
import org.paralux.proxy.spool.SpoolSettings;

/**
 * How the shadow is asked.
 *
 * @param socket the shadow's
 * @param timeLimit for one answer
 * @param concurrency how many queries are put to it at once
 * @param trialsPerSecond how many trials there may be on average
 * @param queueBytes what the exchanges that wait for their trial may hold
 * @param settlingBytes what all looks that wait for others may hold
 * @param replyBytes a longer reply is not compared
 * @param spool where replies lie that are too large for memory
 * @param version what becomes of a query's {@code version}
 * @param blindTo resources that this shadow is not shown, and {@code live} for what it cannot ask the nodes
 * @param configuration the primary's configuration file, which need not be there
 * @param rules of comparison
 */
public record ShadowSettings(
        Path socket,
        Duration timeLimit,
        int concurrency,
        double trialsPerSecond,
        long queueBytes,
        long settlingBytes,
        int replyBytes,
        SpoolSettings spool,
        VersionPolicy version,
        Set<String> blindTo,
        Budget budget,
        Path configuration,
        Rules rules,
        EvidenceSettings evidence) {
    public ShadowSettings {
        blindTo = Set.copyOf(blindTo);
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: >= 1)");
        }
    }

    /**
     * What trials may cost beyond their rate.
     *
     * @param busyRequests the primary is not asked while it has so many requests under way
     * @param livePrimary how often the primary may be asked what costs it a call to every node
     * @param liveShadow the same of the shadow, on average
     */
    public record Budget(int busyRequests, Duration livePrimary, Duration liveShadow) {
        public static final Budget DEFAULT = new Budget(8, Duration.ofSeconds(30), Duration.ofSeconds(2));
    }
}
