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
 * Hands exchanges on, each with what is known of its client. The form is that of the record but for {@code client},
 * which is an object here, and {@code chain}, which would prove nothing outside the log.
 */
public final class AuditExport {
    private static final int MAX_DAMAGES = 100;

    private AuditExport() {}

    /** How exchanges are written. */
    public enum Format {
        /** JSON Lines. */
        JSON,
        /** RFC 4180 with a header line; cells that a spreadsheet could take for a formula begin with an apostrophe. */
        CSV
    }

    /**
     * Which exchanges are handed on; what is null does not restrict.
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

        boolean admits(AuditEvent.Exchange exchange, @Nullable ClientFacts client) {
            return (queryClass == null || queryClass.equals(exchange.queryClass()))
                    && (misdirected == null || misdirected == exchange.misdirected())
                    && (clientText == null || mentions(clientText, exchange.client(), client));
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
     * @param exchanges how many were written
     * @param lost exchanges that {@code gap} records in the time asked for say were lost
     * @param damages places where the log could not be read, the first hundred
     */
    public record Result(long exchanges, long lost, List<AuditDamage> damages) {
        public Result {
            damages = List.copyOf(damages);
        }
    }

    /** Writes exchanges in one format. */
    interface Rows {
        void begin() throws IOException;

        void write(AuditEntry entry, AuditEvent.Exchange exchange, @Nullable ClientFacts client) throws IOException;

        void end() throws IOException;
    }

    /**
     * Writes the exchanges of the log in {@code stateDir} that {@code filter} admits, in order; flushes but does not
     * close {@code out}.
     *
     * @throws java.nio.file.NotDirectoryException when there is no log
     */
    public static Result write(Path stateDir, Filter filter, Format format, OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 64 << 10);
        Rows rows = switch (format) {
            case JSON -> new JsonRows(buffered);
            case CSV -> new CsvRows(buffered);
        };
        rows.begin();
        Export export = new Export(SegmentFolder.ofExisting(stateDir), filter, rows);
        try (AuditReader reader = AuditReader.open(stateDir, filterByTime(filter))) {
            for (AuditReading reading = reader.next(); reading != null; reading = reader.next()) {
                export.add(reading);
            }
        }
        Result result = export.end();
        rows.end();
        buffered.flush();
        return result;
    }

    private static ReadOptions filterByTime(Filter filter) {
        return ReadOptions.all()
                .withSince(filter.since())
                .withUntil(filter.until())
                .withEvents(Set.of(AuditEvent.Exchange.class, AuditEvent.ClientSeen.class, AuditEvent.Gap.class));
    }

    /** One export under way. */
    private static final class Export {
        private final Filter filter;
        private final Rows rows;
        private final ClientJoin join;
        private final List<AuditDamage> damages = new ArrayList<>();
        private long exchanges;
        private long lost;

        Export(SegmentFolder folder, Filter filter, Rows rows) {
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
                lost += gap.lost().getOrDefault(EventType.EXCHANGE.word(), 0L);
            }
            if (entry.event() instanceof AuditEvent.Exchange exchange && filter.admits(exchange, client)) {
                rows.write(entry, exchange, client);
                exchanges++;
            }
        }

        Result end() throws IOException {
            join.flush();
            return new Result(exchanges, lost, damages);
        }
    }
}
