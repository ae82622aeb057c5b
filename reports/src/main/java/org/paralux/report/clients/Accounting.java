package org.paralux.report.clients;

/**
 * Where every complete request of the range is counted. {@code received = queries + commands + waits + unknown} and
 * {@code queries = eligible + lock + malformed}.
 *
 * @param misdirected queries, not lock queries, on a listener of role {@code master}
 * @param expected misdirected queries that the release explains, or may explain where it is unknown
 * @param failed queries, not lock queries, whose reply was an error
 * @param unanswered queries, not lock queries, that ended without a complete reply
 * @param incomplete requests without an end, which are not among those received
 */
public record Accounting(
        long eligible,
        long lock,
        long malformed,
        long commands,
        long waits,
        long unknown,
        long misdirected,
        long expected,
        long failed,
        long unanswered,
        long incomplete) {
    static final Accounting NOTHING = new Accounting(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Accounting {
        if (expected > misdirected || misdirected > eligible + malformed) {
            throw new IllegalArgumentException("misdirected: " + misdirected + ", " + expected
                    + " of them expected (expected: no more than " + (eligible + malformed) + ")");
        }
    }

    public long queries() {
        return eligible + lock + malformed;
    }

    public long received() {
        return queries() + commands + waits + unknown;
    }

    /** Those that came to the query daemon's socket: on the primary's all but lock queries are misdirected. */
    public long onQuerySocket() {
        return eligible + malformed - misdirected;
    }

    public long toChange() {
        return misdirected - expected;
    }

    Accounting plus(Accounting other) {
        return new Accounting(
                eligible + other.eligible,
                lock + other.lock,
                malformed + other.malformed,
                commands + other.commands,
                waits + other.waits,
                unknown + other.unknown,
                misdirected + other.misdirected,
                expected + other.expected,
                failed + other.failed,
                unanswered + other.unanswered,
                incomplete + other.incomplete);
    }
}
