package org.paralux.proxy.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.evidence.Asked;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.EvidenceDamage;
import org.paralux.audit.evidence.EvidenceReader;
import org.paralux.audit.evidence.EvidenceReading;
import org.paralux.audit.evidence.StoredEvidence;
import org.paralux.diff.Comparer;
import org.paralux.diff.Comparison;
import org.paralux.diff.ComparisonContext;
import org.paralux.diff.Divergence;
import org.paralux.luxi.Payload;
import org.paralux.luxi.Query;
import org.paralux.proxy.epoch.Epoch;

/**
 * Both replies of one trial where they differ, from what was kept as evidence: secrets are tokens there. Thread-safe.
 */
public final class SideBySide {
    private static final int PLACES = 100;
    private static final int REQUEST_LENGTH = 4_000;

    private final Path stateDir;
    private final Supplier<Epoch> epoch;

    /** @param epoch by whose rules the first replies are compared, those of them that held on the day of the trial */
    public SideBySide(Path stateDir, Supplier<Epoch> epoch) {
        this.stateDir = stateDir;
        this.epoch = epoch;
    }

    /**
     * One trial.
     *
     * @param request as the client sent it, cut
     * @param count how many places differ, of which {@code places} are some
     */
    public record Pair(
            String exchange,
            Instant time,
            String queryClass,
            String client,
            String outcome,
            String request,
            long count,
            List<PlaceRow> places) {}

    /** One place. The values are JSON text, cut where they are long; null where a daemon gives none. */
    public record PlaceRow(
            String path,
            String kind,
            String cause,
            String meaning,
            @Nullable String primary,
            @Nullable String shadow) {}

    /**
     * Reads the evidence of one exchange, and compares it again. Blocks on the disk.
     *
     * @return empty where nothing was kept, or not yet, or no longer
     */
    public Optional<Pair> of(String exchange) throws IOException {
        EvidenceReading reading;
        try {
            reading = EvidenceReader.open(stateDir).read(exchange).orElse(null);
        } catch (NotDirectoryException e) {
            return Optional.empty();
        }
        return switch (reading) {
            case StoredEvidence stored -> Optional.of(pair(stored.evidence()));
            case EvidenceDamage _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private Pair pair(Evidence evidence) {
        Query query = Query.in(evidence.request()).orElse(null);
        Epoch now = epoch.get();
        Comparison comparison = new Comparer(now.rules().on(LocalDate.ofInstant(evidence.time(), ZoneOffset.UTC)))
                .compare(
                        query,
                        evidence.firstReply(Asked.PRIMARY),
                        evidence.firstReply(Asked.SHADOW),
                        new ComparisonContext(evidence.clientKey(), now.release()));
        return new Pair(
                evidence.exchange(),
                evidence.time(),
                evidence.queryClass(),
                evidence.clientKey(),
                evidence.outcome().word(),
                text(evidence.request()),
                comparison.divergenceCount(),
                comparison.divergences().stream()
                        .limit(PLACES)
                        .map(SideBySide::row)
                        .toList());
    }

    private static PlaceRow row(Divergence one) {
        return new PlaceRow(
                one.path(), one.kind().word(), one.cause().word(), one.cause().meaning(), one.primary(), one.shadow());
    }

    private static String text(Payload request) {
        String text = new String(request.unsafeBytes(), StandardCharsets.UTF_8);
        return text.length() <= REQUEST_LENGTH ? text : text.substring(0, REQUEST_LENGTH) + "…";
    }
}
