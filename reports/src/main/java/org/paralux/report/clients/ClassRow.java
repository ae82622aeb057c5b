package org.paralux.report.clients;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.paralux.report.Release;

/**
 * One query class of one client.
 *
 * @param name the class; {@link #MALFORMED} for queries that two daemons may understand differently
 * @param queries how many came
 * @param misdirected how many of them came to a socket of role {@code master}
 * @param expected how many of the misdirected the release explains, or may explain
 * @param expectation why; null where nothing is expected
 * @param methods how many by method
 * @param fields the fields most asked, with how often, most first
 * @param servedFrom the first release whose query daemon answers this class; null where none does, or for malformed
 * @param staysOnPrimary the query daemon of the client's release would refuse it; false where the release is unknown
 */
public record ClassRow(
        String name,
        long queries,
        long misdirected,
        long expected,
        @Nullable Expectation expectation,
        SequencedMap<String, Long> methods,
        List<FieldCount> fields,
        @Nullable Release servedFrom,
        boolean staysOnPrimary) {
    public static final String MALFORMED = "malformed";

    public ClassRow {
        if (expected < 0 || misdirected < expected || queries < misdirected) {
            throw new IllegalArgumentException("class " + name + ": " + queries + " queries, " + misdirected
                    + " misdirected, " + expected + " expected (expected: each at least the next)");
        }
        fields = List.copyOf(fields);
    }

    /** A field, and how many queries of the class asked for it. */
    public record FieldCount(String field, long queries) {}

    /** Misdirected queries that nothing explains. */
    public long toChange() {
        return misdirected - expected;
    }
}
