package org.paralux.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands records of one event on, each with what is known of its client. The form is that of the record but for {@code client},
 * which is an object here, and {@code chain}, which would prove nothing outside the log.
 */
public final class AuditExport {
    private static final int MAX_DAMAGES = 100;

    private AuditExport() {}

    /** Which event is handed on. */
    public enum What {
        EXCHANGE(EventType.EXCHANGE, AuditEvent.Exchange.class),
        OUTCOME(EventType.OUTCOME, AuditEvent.QueryOutcome.class),
        /** It has no client of its own. */
        DIVERGENCE(EventType.DIVERGENCE, AuditEvent.DivergenceFound.class);

        private final EventType type;
        private final Class<? extends AuditEvent> event;

        What(EventType type, Class<? extends AuditEvent> event) {
            this.type = type;
            this.event = event;
        }

        /** The event as records print it. */
        public String word() {
            return type.word();
        }
    }

    /** How records are written. */
    public enum Format {
        /** JSON Lines. */
        JSON,
        /** RFC 4180 with a header line; cells that a spreadsheet could take for a formula begin with an apostrophe. */
        CSV
    }

    /**
     * Which records are handed on; what is null does not restrict. What a record does not have is not in it.
     *
     * @param until exclusive
     * @param clientText part of the client's id, user, name, path, command line, unit or key, in any case of letters
     * @param queryClass the query class
     */
    public record Filter(
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String clientText,
            @Nullable String queryClass,
            @Nullable Boolean misdirected) {
        public static Filter none() {
            return new Filter(null, null, null, null, null);
        }

        boolean admits(AuditEvent event, @Nullable ClientFacts client) {
            return switch (event) {
                case AuditEvent.Exchange exchange ->
                    (misdirected == null || misdirected == exchange.misdirected())
                            && admits(exchange.queryClass(), exchange.client(), client);
                case AuditEvent.QueryOutcome outcome ->
                    misdirected == null && admits(outcome.queryClass(), outcome.client(), client);
                case AuditEvent.DivergenceFound found ->
                    misdirected == null && clientText == null && admits(found.queryClass(), "", null);
                case AuditEvent.ProxyStarted _,
                        AuditEvent.ProxyStopped _,
                        AuditEvent.ClientSeen _,
                        AuditEvent.ConnectionOpened _,
                        AuditEvent.ConnectionClosed _,
                        AuditEvent.EpochChanged _,
                        AuditEvent.StageChanged _,
                        AuditEvent.GateChanged _,
                        AuditEvent.ClientSpared _,
                        AuditEvent.PlanChanged _,
                        AuditEvent.Gap _,
                        AuditEvent.SegmentsDropped _ -> false;
            };
        }

        private boolean admits(@Nullable String ofClass, String id, @Nullable ClientFacts client) {
            return (queryClass == null || queryClass.equals(ofClass))
                    && (clientText == null || mentions(clientText, id, client));
        }

        private static boolean mentions(String text, String id, @Nullable ClientFacts client) {
            Stream<@Nullable String> texts = client == null
                    ? Stream.of(id)
                    : Stream.of(
                            id,
                            client.user(),
                            client.comm(),
                            client.exe(),
                            client.cmdline() == null ? null : String.join(" ", client.cmdline()),
                            client.unit(),
                            client.key());
            String wanted = text.toLowerCase(Locale.ROOT);
            return texts.anyMatch(
                    one -> one != null && one.toLowerCase(Locale.ROOT).contains(wanted));
        }
    }

    /**
     * What was handed on, and what could not be.
     *
     * @param records how many were written
     * @param lost records of the event that {@code gap} records in the time asked for say were lost
     * @param damages places where the log could not be read, the first hundred
     */
    public record Result(long records, long lost, List<AuditDamage> damages) {
        public Result {
            damages = List.copyOf(damages);
        }
    }

    /** Writes records in one format. */
    interface Rows {
        void begin() throws IOException;

        void write(AuditEntry entry, @Nullable ClientFacts client) throws IOException;

        void end() throws IOException;
    }

    /**
     * Writes the records of one event of the log in {@code stateDir} that {@code filter} admits, in order; flushes but does not
     * close {@code out}.
     *
     * @throws java.nio.file.NotDirectoryException when there is no log
     */
    public static Result write(Path stateDir, What what, Filter filter, Format format, OutputStream out)
            throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 64 << 10);
        Rows rows = switch (format) {
            case JSON -> new JsonRows(buffered);
            case CSV -> new CsvRows(buffered, what);
        };
        rows.begin();
        Export export = new Export(SegmentFolder.ofExisting(stateDir), what, filter, rows);
        try (AuditReader reader = AuditReader.open(stateDir, only(what, filter))) {
            for (AuditReading reading = reader.next(); reading != null; reading = reader.next()) {
                export.add(reading);
            }
        }
        Result result = export.end();
        rows.end();
        buffered.flush();
        return result;
    }

    private static ReadOptions only(What what, Filter filter) {
        return ReadOptions.all()
                .withSince(filter.since())
                .withUntil(filter.until())
                .withEvents(Set.of(what.event, AuditEvent.ClientSeen.class, AuditEvent.Gap.class));
    }

    /** One export under way. */
    private static final class Export {
        private final What what;
        private final Filter filter;
        private final Rows rows;
        private final ClientJoin join;
        private final List<AuditDamage> damages = new ArrayList<>();
        private long records;
        private long lost;

        Export(SegmentFolder folder, What what, Filter filter, Rows rows) {
            this.what = what;
            this.filter = filter;
            this.rows = rows;
            this.join = new ClientJoin(folder, this::joined);
        }

        void add(AuditReading reading) throws IOException {
            switch (reading) {
                case AuditEntry entry -> join.add(entry);
                case AuditDamage damage -> {
                    if (damages.size() < MAX_DAMAGES) {
                        damages.add(damage);
                    }
                }
            }
        }

        private void joined(AuditEntry entry, @Nullable ClientFacts client) throws IOException {
            if (entry.event() instanceof AuditEvent.Gap gap) {
                lost += gap.lost().getOrDefault(what.word(), 0L);
            }
            if (filter.admits(entry.event(), client)) {
                rows.write(entry, client);
                records++;
            }
        }

        Result end() throws IOException {
            join.flush();
            return new Result(records, lost, damages);
        }
    }
}
