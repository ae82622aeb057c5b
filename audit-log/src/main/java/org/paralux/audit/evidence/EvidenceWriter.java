package org.paralux.audit.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.luxi.base.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns evidence into files within the budget: replaces what must not be read, compresses, makes room, writes.
 *
 * <p>Belongs to one thread.
 */
final class EvidenceWriter {
    private static final Logger LOGGER = LoggerFactory.getLogger(EvidenceWriter.class);

    private final EvidenceFolder folder;
    private final EvidenceDisk disk;
    private final EvidenceSettings settings;
    private final StoredFiles files;
    private final Redaction redaction;

    EvidenceWriter(EvidenceFolder folder, EvidenceDisk disk, EvidenceSettings settings) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.settings = settings;
        this.files = new StoredFiles(folder, disk);
        this.redaction = new Redaction(new Tokens(folder.key(disk)));
    }

    /** Tells the reservoirs what is there, and the caller what cannot be read. */
    List<EvidenceDamage> open(Reservoirs reservoirs) throws IOException {
        List<EvidenceDamage> damages =
                files.open((record, bytes) -> reservoirs.restore(record.id(), record.seen(), bytes));
        try {
            reservoirs.restoreSeen(readSeen());
            return damages;
        } catch (JacksonException e) {
            List<EvidenceDamage> more = new ArrayList<>(damages);
            more.add(new EvidenceDamage("seen", LuxiJson.describe(e)));
            return more;
        }
    }

    private Map<String, Long> readSeen() throws IOException {
        Map<String, Long> seen = new HashMap<>();
        try {
            JsonNode root = LuxiJson.MAPPER.readTree(Files.readAllBytes(folder.seen()));
            root.properties()
                    .forEach(each -> seen.put(each.getKey(), each.getValue().asLong(0)));
        } catch (NoSuchFileException e) {
            // The records tell most of it.
        }
        return seen;
    }

    void writeSeen(Map<String, Long> seen) {
        ObjectNode root = LuxiJson.MAPPER.createObjectNode();
        seen.forEach((stratum, count) -> root.put(stratum, count.longValue()));
        Path file = folder.seen();
        try {
            EvidenceFolder.write(disk, file, LuxiJson.MAPPER.writeValueAsBytes(root));
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("reason", e.getMessage()).log("counts of evidence cannot be written");
        }
    }

    long bytes() {
        return files.bytes();
    }

    /**
     * Writes one piece of evidence.
     *
     * @param free names evidence that may go; null where there is none left
     * @return what it takes on the disk, shared payloads included
     */
    long write(EvidenceStore.Pending pending, Supplier<@Nullable String> free) throws IOException {
        if (settings.floor().isReached(disk.freeBytes(folder.path()), disk.totalBytes(folder.path()))) {
            throw new EvidenceLoss(LossReason.DISK_FLOOR, "the rest of the disk is for others");
        }
        StoredFiles.Batch batch = batch(pending);
        // What was removed for it may have had a payload in common with it.
        for (long needed = -1; needed != files.needed(batch); ) {
            needed = files.needed(batch);
            makeRoom(needed, free);
        }
        return files.write(batch);
    }

    /** Removes evidence until so much more fits. */
    void makeRoom(long needed, Supplier<@Nullable String> free) throws IOException {
        while (files.bytes() + needed > settings.bytes()) {
            if (!files.removeDamaged()) {
                String id = free.get();
                if (id == null) {
                    throw new EvidenceLoss(
                            LossReason.TOO_LARGE, needed + " bytes more (expected: " + settings.bytes() + " in all)");
                }
                files.remove(id);
            }
        }
    }

    void remove(String id) throws IOException {
        files.remove(id);
    }

    private StoredFiles.Batch batch(EvidenceStore.Pending pending) {
        Evidence evidence = pending.evidence();
        Map<String, byte[]> payloads = new HashMap<>();
        Map<Payload, String> hashes = new HashMap<>();
        List<RecordText.LookText> looks = new ArrayList<>();
        for (Look look : evidence.looks()) {
            Payload reply = look.reply();
            String hash = reply == null
                    ? null
                    : hashes.computeIfAbsent(reply, each -> add(redaction.ofReply(evidence.request(), each), payloads));
            looks.add(new RecordText.LookText(look.offsetMicros(), look.asked(), hash, look.excerpt(), look.verdict()));
        }
        RecordText record = new RecordText(
                pending.id(),
                evidence.exchange(),
                evidence.time(),
                evidence.queryClass(),
                evidence.fingerprint(),
                evidence.clientKey(),
                evidence.outcome(),
                evidence.causes(),
                pending.seen(),
                add(redaction.ofRequest(evidence.request()), payloads),
                looks);
        return new StoredFiles.Batch(record, payloads);
    }

    private static String add(Payload redacted, Map<String, byte[]> payloads) {
        byte[] bytes = redacted.unsafeBytes();
        String hash = Sha256.hex(bytes);
        payloads.computeIfAbsent(hash, _ -> EvidenceFolder.compress(bytes));
        return hash;
    }
}
