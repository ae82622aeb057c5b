package org.paralux.app;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.ClientFacts;
import org.paralux.proxy.live.Advice;
import org.paralux.proxy.live.ClientAdvisor;
import org.paralux.report.TimeRange;
import org.paralux.report.clients.ClientRow;
import org.paralux.report.clients.ClientsReportBuilder;
import org.paralux.report.clients.Standing;

/** Says of a client what the clients report would, from a log that holds nothing but the samples. */
final class ReportAdvisor implements ClientAdvisor {
    @Override
    public Advice advise(AuditEvent.@Nullable ProxyStarted run, ClientFacts facts, List<AuditEvent.Exchange> samples) {
        ClientsReportBuilder builder = new ClientsReportBuilder(TimeRange.ALL);
        if (run != null) {
            builder.accept(entry(run));
        }
        // Processes of one key share the advice: RAPI forks for every request.
        samples.stream()
                .map(AuditEvent.Exchange::client)
                .distinct()
                .forEach(client -> builder.accept(entry(new AuditEvent.ClientSeen(facts.withClient(client)))));
        samples.forEach(sample -> builder.accept(entry(sample)));
        return builder.build(Instant.EPOCH).clients().stream()
                .findFirst()
                .map(ReportAdvisor::advice)
                .orElseGet(() -> ClientAdvisor.NONE.advise(run, facts, samples));
    }

    private static AuditEntry entry(AuditEvent event) {
        return new AuditEntry(1, Instant.EPOCH, event);
    }

    private static Advice advice(ClientRow row) {
        return new Advice(
                row.who().label(),
                row.kind().word(),
                row.standing() == Standing.EXPECTED,
                row.hint().summary(),
                row.hint().detail());
    }
}
