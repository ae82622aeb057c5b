package org.paralux.luxi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked again is known; what it is hangs on its bytes alone; nothing that may be secret is kept. */
class KnownQueriesTest {
    private static final String SUBMIT = "{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_TEST_DELAY\"}]]}";

    private final KnownQueries known = new KnownQueries();

    private LuxiRequest read(String text) {
        return known.read(Payload.of(text));
    }

    private static String query(String field) {
        return "{\"method\":\"Query\",\"args\":[\"node\",[\"" + field + "\"],null]}";
    }

    @Test
    void aQueryOfTheSameBytesIsTheSame() {
        LuxiRequest first = read(query("name"));
        LuxiRequest other = read(query("uuid"));
        assertSame(first, read(query("name")));
        assertNotSame(first, other);
        assertEquals(
                "Query/node fields=uuid names=- filter=-",
                assertInstanceOf(Query.class, other).fingerprint().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SUBMIT,
                "{\"method\":\"WaitForJobChange\",\"args\":[1,[\"status\"],null,null,10]}",
                "{\"method\":\"Query\",\"args\":[\"lock\",[\"name\"],null]}",
                "{\"method\":\"Query\",\"args\":[]}",
                "garbage"
            })
    void whatIsNoQueryIsReadEachTime(String request) {
        LuxiRequest first = read(request);
        assertNotSame(first, read(request));
        assertEquals(LuxiRequest.in(Payload.of(request)).getClass(), first.getClass());
    }

    @Test
    void theLongestUnusedIsForgottenFirst() {
        LuxiRequest used = read(query("name"));
        LuxiRequest unused = read(query("uuid"));
        for (int i = 0; i < KnownQueries.KEPT - 1; i++) {
            read(query("f" + i));
            assertSame(used, read(query("name")));
        }
        assertNotSame(unused, read(query("uuid")));
    }

    @Test
    void whatIsLongIsNotKept() {
        String atTheLimit = query("f".repeat(KnownQueries.MAX_BYTES - query("").length()));
        assertSame(read(atTheLimit), read(atTheLimit));
        String longer = query("f".repeat(KnownQueries.MAX_BYTES + 1 - query("").length()));
        assertNotSame(read(longer), read(longer));
    }
}
