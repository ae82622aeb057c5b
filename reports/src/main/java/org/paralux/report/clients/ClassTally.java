package org.paralux.report.clients;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent.Exchange;
import org.paralux.report.Release;
import org.paralux.report.clients.ClassRow.FieldCount;

/**
 * Counts one query class of one client. Misdirected queries are counted by release, because the release decides which of
 * them are expected. Not thread-safe.
 */
final class ClassTally {
    /** No release of Ganeti has as many fields of one resource. */
    private static final int DISTINCT_FIELDS = 512;

    private static final int DISTINCT_METHODS = 32;
    private static final int SHOWN_FIELDS = 8;

    private final String name;
    private final WordCounts methods = new WordCounts(DISTINCT_METHODS);
    private final WordCounts fields = new WordCounts(DISTINCT_FIELDS);
    private long queries;
    private long misdirected;
    private long[] misdirectedByRelease = new long[2];
    private long[] afterJobByRelease = new long[2];

    ClassTally(String name) {
        this.name = name;
    }

    /**
     * @param release index of the release it was sent in
     * @param afterJob the connection had carried a command or a wait before
     */
    void add(Exchange exchange, int release, boolean afterJob) {
        queries++;
        String method = exchange.method();
        if (method != null) {
            methods.add(method);
        }
        List<String> asked = exchange.fields();
        if (asked != null) {
            fields.addEach(asked);
        }
        if (exchange.misdirected()) {
            misdirected++;
            misdirectedByRelease = grown(misdirectedByRelease, release);
            misdirectedByRelease[release]++;
            if (afterJob) {
                afterJobByRelease = grown(afterJobByRelease, release);
                afterJobByRelease[release]++;
            }
        }
    }

    private static long[] grown(long[] counts, int index) {
        return index < counts.length ? counts : Arrays.copyOf(counts, Math.max(index + 1, 2 * counts.length));
    }

    /**
     * @param releases by the index they were counted under; null is an unknown release
     * @param current the release that decides where the class is served now
     */
    ClassRow row(ClientKind kind, Program program, List<@Nullable Release> releases, @Nullable Release current) {
        boolean malformed = name.equals(ClassRow.MALFORMED);
        Asked asked = Asked.of(name);
        long expected = 0;
        Expectation expectation = null;
        for (int i = 0; i < misdirectedByRelease.length && !malformed; i++) {
            if (misdirectedByRelease[i] == 0) {
                continue;
            }
            Release release = releases.get(i);
            Optional<StockQueries.Row> stock = StockQueries.explaining(kind, program, asked, release);
            long explained = stock.isEmpty() ? 0 : explainedBy(stock.get(), i);
            if (stock.isPresent() && explained > 0) {
                expected += explained;
                expectation = new Expectation(stock.get().reason(), stock.get().releases(), release == null);
            }
        }
        Release servedFrom = malformed ? null : QueryDaemon.servedFrom(asked).orElse(null);
        boolean stays = !malformed && current != null && (servedFrom == null || current.isBefore(servedFrom));
        return new ClassRow(
                name,
                queries,
                misdirected,
                expected,
                expectation,
                methods.top(DISTINCT_METHODS),
                fields.top(SHOWN_FIELDS).entrySet().stream()
                        .map(entry -> new FieldCount(entry.getKey(), entry.getValue()))
                        .toList(),
                servedFrom,
                stays);
    }

    private long explainedBy(StockQueries.Row row, int release) {
        return switch (row.when()) {
            case ALWAYS -> misdirectedByRelease[release];
            case AFTER_JOB -> release < afterJobByRelease.length ? afterJobByRelease[release] : 0;
        };
    }
}
