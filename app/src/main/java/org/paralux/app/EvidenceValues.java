package org.paralux.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.paralux.audit.evidence.Evidence;
import org.paralux.diff.Comparison;
import org.paralux.diff.Divergence;
import org.paralux.diff.Rules;
import org.paralux.report.consistency.StoredValues;
import org.paralux.report.trials.EvidenceComparer;
import org.paralux.report.trials.ReleaseHistory;

/** The values at places that differed, from the evidence of several state folders. Not thread-safe. */
final class EvidenceValues implements StoredValues {
    private static final String EVIDENCE_PREFIX = "e-";

    private final List<StoredTrials> folders;
    private final EvidenceComparer comparer;
    private String lastId = "";
    private Optional<Compared> last = Optional.empty();

    private record Compared(Evidence evidence, Comparison comparison) {}

    EvidenceValues(List<StoredTrials> folders, ReleaseHistory releases) {
        this.folders = folders;
        this.comparer = new EvidenceComparer(Rules.shipped(), ZoneId.systemDefault(), releases);
    }

    @Override
    public Optional<Values> at(String evidence, String path) {
        return compared(evidence)
                .flatMap(found -> found.comparison().divergences().stream()
                        .filter(divergence -> divergence.path().equals(path))
                        .findFirst()
                        .map(divergence -> values(found.evidence(), divergence)));
    }

    private static Values values(Evidence evidence, Divergence divergence) {
        String request = new String(evidence.request().toByteArray(), StandardCharsets.UTF_8);
        return new Values(divergence.primary(), divergence.shadow(), request.isEmpty() ? null : request);
    }

    private Optional<Compared> compared(String id) {
        if (!id.equals(lastId)) {
            lastId = id;
            last = evidence(id).map(evidence -> new Compared(evidence, comparer.first(evidence)));
        }
        return last;
    }

    private Optional<Evidence> evidence(String id) {
        String exchange = id.startsWith(EVIDENCE_PREFIX) ? id.substring(EVIDENCE_PREFIX.length()) : id;
        try {
            for (StoredTrials folder : folders) {
                Optional<Evidence> found = folder.evidence(exchange);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
