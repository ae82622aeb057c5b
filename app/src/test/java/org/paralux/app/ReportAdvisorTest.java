package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts;
import org.paralux.audit.ExchangeEnd;
import org.paralux.luxi.RequestKind;
import org.paralux.proxy.live.Advice;

/** What the dashboard says of a client. */
class ReportAdvisorTest {
    private static final ClientFacts RAPI = new ClientFacts(
            "p1",
            7,
            107,
            112,
            "gnt-rapi",
            "gnt-rapi",
            null,
            "ganeti-rapi",
            "/usr/bin/python3.11",
            List.of("/usr/bin/python3", "/usr/sbin/ganeti-rapi"),
            null,
            List.of(),
            "107 /usr/sbin/ganeti-rapi",
            ClientFacts.Identity.FULL);

    private static AuditEvent.Exchange query(String client) {
        return new AuditEvent.Exchange(
                client + "-1",
                "c1",
                client,
                "master",
                "Query",
                "node",
                List.of("name"),
                null,
                null,
                RequestKind.QUERY,
                "Query/node",
                "f1",
                true,
                null,
                null,
                10,
                10L,
                100L,
                true,
                null,
                ExchangeEnd.COMPLETE,
                "primary",
                "primary");
    }

    /** RAPI forks for every request, so the samples of one client may come from processes that it is not named by. */
    @Test
    void processesOfOneKeyAreOneClient() {
        Advice alone = new ReportAdvisor().advise(null, RAPI, List.of(query("p1")));
        assertEquals("ganeti-rapi", alone.label());
        assertEquals(alone, new ReportAdvisor().advise(null, RAPI, List.of(query("p2"), query("p3"))));
    }
}
