package org.paralux.app;

import java.io.IOException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.paralux.audit.AuditDamage;
import org.paralux.audit.AuditEntry;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.AuditReader;
import org.paralux.audit.AuditReading;
import org.paralux.audit.ReadOptions;
import org.paralux.audit.evidence.Evidence;
import org.paralux.audit.evidence.EvidenceDamage;
import org.paralux.audit.evidence.EvidenceReader;
import org.paralux.audit.evidence.EvidenceReading;
import org.paralux.audit.evidence.StoredEvidence;
import org.paralux.report.trials.ReleaseHistory;

/**
 * The log and the evidence of one state folder, read by the commands that look at trials.
 *
 * @param warnings is told of what cannot be read, which ends nothing
 */
record StoredTrials(Path stateDir, Consumer<String> warnings) {

    /** Hands on the log's entries of these events. */
    void readLog(Set<Class<? extends AuditEvent>> events, Consumer<AuditEntry> entries) throws IOException {
        try (AuditReader reader = AuditReader.open(stateDir, ReadOptions.all().withEvents(events))) {
            for (AuditReading reading; (reading = reader.next()) != null; ) {
                switch (reading) {
                    case AuditEntry entry -> entries.accept(entry);
                    case AuditDamage damage -> warnings.accept("damaged log: " + damage);
                }
            }
        }
    }

    ReleaseHistory releases() throws IOException {
        ReleaseHistory releases = new ReleaseHistory();
        readLog(Set.of(AuditEvent.ProxyStarted.class, AuditEvent.EpochChanged.class), releases::accept);
        return releases;
    }

    /**
     * Hands on all evidence.
     *
     * @return how many pieces cannot be read
     * @throws CommandFailure when there is no evidence at all
     */
    long readEvidence(Consumer<StoredEvidence> each) throws IOException {
        EvidenceReader reader = reader().orElseThrow(() -> new CommandFailure(
                ExitCode.FAILED, stateDir + ": holds no evidence (expected: a folder 'evidence' in it)"));
        long unreadable = 0;
        for (String id : reader.ids()) {
            switch (reader.read(id).orElse(null)) {
                case null -> {
                    // It has made room since.
                }
                case StoredEvidence stored -> each.accept(stored);
                case EvidenceDamage damage -> {
                    unreadable++;
                    warnings.accept("evidence cannot be read: " + damage);
                }
            }
        }
        return unreadable;
    }

    /** The evidence of one exchange. */
    Optional<Evidence> evidence(String exchangeId) throws IOException {
        Optional<EvidenceReader> reader = reader();
        EvidenceReading reading =
                reader.isEmpty() ? null : reader.get().read(exchangeId).orElse(null);
        return switch (reading) {
            case null -> Optional.empty();
            case StoredEvidence stored -> Optional.of(stored.evidence());
            case EvidenceDamage damage -> {
                warnings.accept("evidence cannot be read: " + damage);
                yield Optional.empty();
            }
        };
    }

    private Optional<EvidenceReader> reader() throws IOException {
        try {
            return Optional.of(EvidenceReader.open(stateDir));
        } catch (NotDirectoryException e) {
            return Optional.empty();
        }
    }
}
