package org.paralux.qa.run;

import java.time.Duration;

/**
 * How a run is to be made.
 *
 * @param seed what is random follows from it
 * @param maxCases so many cases of the catalogue at most
 * @param fuzzCases so many random queries besides
 * @param concurrency how many cases are under way at a time
 * @param timeLimit after which the run ends with what it has
 * @param patience how long a daemon that went away is waited for
 * @param idle how long to say nothing on a connection; zero for not at all
 */
public record QaOptions(
        long seed,
        long maxCases,
        long fuzzCases,
        int concurrency,
        Duration timeLimit,
        Duration patience,
        Duration idle) {
    public QaOptions {
        if (maxCases < 0 || fuzzCases < 0 || concurrency < 1) {
            throw new IllegalArgumentException("maxCases: " + maxCases + ", fuzzCases: " + fuzzCases + ", concurrency: "
                    + concurrency + " (expected: >= 0, >= 0, >= 1)");
        }
        if (!timeLimit.isPositive()) {
            throw new IllegalArgumentException("timeLimit: " + timeLimit + " (expected: > 0)");
        }
    }

    /** The whole catalogue, one case at a time. */
    public static QaOptions wholeCatalogue(long seed) {
        return new QaOptions(seed, Long.MAX_VALUE, 0, 1, Duration.ofDays(1), Duration.ofSeconds(30), Duration.ZERO);
    }

    /** The same with fewer cases, of each cell its share. */
    public QaOptions withMaxCases(long most) {
        return new QaOptions(seed, most, fuzzCases, concurrency, timeLimit, patience, idle);
    }
}
