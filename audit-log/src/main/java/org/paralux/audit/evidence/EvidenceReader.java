package org.paralux.audit.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.Payload;

/**
 * Reads evidence, also while a store writes it. Immutable, and so for any thread.
 */
public final class EvidenceReader {
    private final EvidenceFolder folder;

    private EvidenceReader(EvidenceFolder folder) {
        this.folder = folder;
    }

    /**
     * A reader of the evidence in {@code stateDir}.
     *
     * @throws java.nio.file.NotDirectoryException when there is none
     */
    public static EvidenceReader open(Path stateDir) throws IOException {
        return new EvidenceReader(EvidenceFolder.ofExisting(stateDir));
    }

    /** The ids of what there is now. */
    public List<String> ids() throws IOException {
        return folder.ids();
    }

    /**
     * One piece of evidence; empty where there is none, or no longer.
     *
     * @param id of the evidence, or of its exchange
     */
    public Optional<EvidenceReading> read(String id) throws IOException {
        String own = id.startsWith(EvidenceStore.ID_PREFIX) ? id : EvidenceStore.ID_PREFIX + id;
        if (own.indexOf('/') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading(own, Files.readAllBytes(folder.record(own))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private EvidenceReading reading(String id, byte[] line) throws IOException {
        String file = id + EvidenceFolder.RECORD_SUFFIX;
        return switch (EvidenceFormat.read(id, line)) {
            case EvidenceFormat.Reading.Bad(String what) -> new EvidenceDamage(file, what);
            case EvidenceFormat.Reading.Good(RecordText record) -> {
                Map<String, Payload> payloads = new HashMap<>();
                for (String hash : record.hashes()) {
                    try {
                        payloads.put(hash, Payload.wrap(folder.readPayload(hash)));
                    } catch (NoSuchFileException e) {
                        if (!Files.exists(folder.record(id))) {
                            throw e;
                        }
                        yield new EvidenceDamage(file, "a payload is missing");
                    } catch (IOException e) {
                        yield new EvidenceDamage(hash + EvidenceFolder.PAYLOAD_SUFFIX, String.valueOf(e.getMessage()));
                    }
                }
                yield new StoredEvidence(id, evidence(record, payloads));
            }
        };
    }

    private static Evidence evidence(RecordText record, Map<String, Payload> payloads) {
        List<Look> looks = new ArrayList<>();
        for (RecordText.LookText look : record.looks()) {
            looks.add(new Look(
                    look.offsetMicros(),
                    look.asked(),
                    payload(look.replyHash(), payloads),
                    look.excerpt(),
                    look.verdict()));
        }
        Payload request = payload(record.requestHash(), payloads);
        return new Evidence(
                record.exchange(),
                record.time(),
                record.queryClass(),
                record.fingerprint(),
                record.clientKey(),
                record.outcome(),
                record.causes(),
                request == null ? Payload.of("") : request,
                looks);
    }

    private static @Nullable Payload payload(@Nullable String hash, Map<String, Payload> payloads) {
        return hash == null ? null : payloads.get(hash);
    }
}
