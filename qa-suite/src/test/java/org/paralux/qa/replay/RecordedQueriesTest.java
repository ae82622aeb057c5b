package org.paralux.qa.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ExchangeEnd;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.luxi.QueryTerms;
import org.paralux.luxi.RequestKind;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Time;
import org.paralux.qa.catalogue.Case;
import org.paralux.qa.catalogue.QueryForm;

/** What the log tells of a query is enough to ask it again, when it is due. */
class RecordedQueriesTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T01:00:00Z");

    private static AuditEntry entry(
            RequestKind kind, @Nullable String method, QueryTerms terms, List<String> truncated) {
        AuditEvent.Exchange exchange = new AuditEvent.Exchange(
                "r-1",
                "c-1",
                "p-1",
                "master",
                method,
                terms.resource(),
                terms.fields(),
                terms.filter() == null ? null : terms.filter().toString(),
                terms.names(),
                kind,
                null,
                null,
                false,
                null,
                null,
                1,
                1L,
                1L,
                true,
                null,
                ExchangeEnd.COMPLETE,
                "primary",
                "primary");
        return new AuditEntry(1, BEGIN, exchange, truncated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\": \"Query\", \"args\": [\"node\", [\"name\", \"name\"], [\"|\", [\"=\", \"name\", \"a\"]]]}",
                "{\"method\": \"Query\", \"args\": [\"job\", [\"id\"], null]}",
                "{\"method\": \"QueryFields\", \"args\": [\"node\", null]}",
                "{\"method\": \"QueryFields\", \"args\": [\"node\", []]}",
                "{\"method\": \"QueryJobs\", \"args\": [[1, 2], [\"id\"]]}",
                "{\"method\": \"QueryNodes\", \"args\": [[\"a\", \"7\"], [\"name\"], false]}",
                "{\"method\": \"QueryGroups\", \"args\": [[], [\"name\"], false]}",
                "{\"method\": \"QueryFilters\", \"args\": [[\"u\"], [\"uuid\"]]}",
                "{\"method\": \"QueryExports\", \"args\": [[\"n\"], false]}",
                "{\"method\": \"QueryTags\", \"args\": [\"cluster\", null]}",
                "{\"method\": \"QueryTags\", \"args\": [\"node\", \"a\"]}",
                "{\"method\": \"QueryConfigValues\", \"args\": [[\"cluster_name\"]]}",
                "{\"method\": \"QueryClusterInfo\", \"args\": []}"
            })
    void aQueryIsMadeAgain(String request) {
        Query query = Query.in(Payload.of(request)).orElseThrow();
        RecordedQueries recorded = new RecordedQueries();
        recorded.accept(entry(RequestKind.QUERY, query.methodName(), query.terms(), List.of()));
        assertEquals(Map.of(), recorded.leftOut());
        assertEquals(
                QueryForm.of(query),
                QueryForm.of(recorded.all().getFirst().request().comparedAs()));
    }

    @ParameterizedTest
    @CsvSource({"COMMAND, SubmitJob", "WAIT, WaitForJobChange", "UNKNOWN, NoSuch", "QUERY, SubmitJob"})
    void nothingElseIs(RequestKind kind, String method) {
        RecordedQueries recorded = new RecordedQueries();
        recorded.accept(entry(kind, method, new QueryTerms("node", List.of("name"), null, null), List.of()));
        assertEquals(List.of(), recorded.all());
        assertEquals(1, recorded.leftOut().size());
    }

    @Test
    void whatWasCutAndLocksAreLeftOut() {
        RecordedQueries recorded = new RecordedQueries();
        QueryTerms terms = new QueryTerms("node", List.of("name"), null, null);
        recorded.accept(entry(RequestKind.QUERY, "Query", terms, List.of("fields")));
        recorded.accept(entry(RequestKind.QUERY, "Query", new QueryTerms("lock", List.of(), null, null), List.of()));
        assertEquals(List.of(), recorded.all());
        assertEquals(2, recorded.leftOut().size());
    }

    @ParameterizedTest
    @CsvSource({"1, 10000", "2, 5000", "10, 1000", "0.5, 20000"})
    void eachIsDueAsLongAfterTheFirstAsThen(double speed, long millis) {
        HarmlessRequest request =
                HarmlessRequest.required(Payload.of("{\"method\": \"QueryClusterInfo\", \"args\": []}"));
        AtomicLong now = new AtomicLong();
        Time time = new Time() {
            @Override
            public long nanos() {
                return now.get();
            }

            @Override
            public void waitUntil(long nanos) {
                now.set(nanos);
            }
        };
        List<RecordedQuery> queries = List.of(
                new RecordedQuery(BEGIN.minusSeconds(60), request),
                new RecordedQuery(BEGIN, request),
                new RecordedQuery(BEGIN.plusSeconds(10), request));
        Timetable row = new Timetable(queries, 1, speed, time);
        assertEquals(2, row.size());
        assertTrue(row.getAsBoolean());
        assertEquals("recorded", ((Case.Question) row.next()).cell().aspect());
        now.set(Duration.ofMillis(millis).toNanos() - 1);
        assertFalse(row.getAsBoolean());
        now.incrementAndGet();
        assertTrue(row.getAsBoolean());
        row.next();
        assertFalse(row.hasNext());
    }
}
