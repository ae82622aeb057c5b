package org.paralux.audit.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lies in the folder: which payloads each record needs, and what all of it takes. A payload that several records
 * need is there once, and goes with the last of them.
 *
 * <p>Belongs to one thread.
 */
final class StoredFiles {
    private final EvidenceFolder folder;
    private final EvidenceDisk disk;
    private final Map<String, Set<String>> hashesById = new HashMap<>();
    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Long> payloadBytes = new HashMap<>();
    private final Map<String, Long> recordBytes = new HashMap<>();
    private final List<Path> damaged = new ArrayList<>();
    private long bytes;

    StoredFiles(EvidenceFolder folder, EvidenceDisk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** A record with its payloads, ready to be written. */
    record Batch(RecordText record, Map<String, byte[]> payloads) {}

    /** Told of every sound record at the opening. */
    @FunctionalInterface
    interface Found {
        void accept(RecordText record, long bytes);
    }

    /** Reads all records, and removes payloads that none of them needs; damaged records stay until room is needed. */
    List<EvidenceDamage> open(Found found) throws IOException {
        folder.removeUnfinished();
        Set<String> present = new HashSet<>(folder.hashes());
        List<EvidenceDamage> damages = new ArrayList<>();
        for (String id : folder.ids()) {
            Path file = folder.record(id);
            switch (EvidenceFormat.read(id, Files.readAllBytes(file))) {
                case EvidenceFormat.Reading.Bad(String what) -> damages.add(setAside(file, what));
                case EvidenceFormat.Reading.Good(RecordText record) -> {
                    if (present.containsAll(record.hashes())) {
                        found.accept(record, adopt(record));
                    } else {
                        damages.add(setAside(file, "a payload is missing"));
                    }
                }
            }
        }
        for (String hash : present) {
            if (!users.containsKey(hash)) {
                Files.deleteIfExists(folder.payload(hash));
            }
        }
        return damages;
    }

    private EvidenceDamage setAside(Path file, String what) throws IOException {
        damaged.add(file);
        bytes += EvidenceFolder.onDisk(file);
        return new EvidenceDamage(String.valueOf(file.getFileName()), what);
    }

    private long adopt(RecordText record) throws IOException {
        for (String hash : record.hashes()) {
            if (!payloadBytes.containsKey(hash)) {
                long size = EvidenceFolder.onDisk(folder.payload(hash));
                payloadBytes.put(hash, size);
                bytes += size;
            }
        }
        return account(record, EvidenceFolder.onDisk(folder.record(record.id())));
    }

    private long account(RecordText record, long size) {
        hashesById.put(record.id(), record.hashes());
        record.hashes().forEach(hash -> users.merge(hash, 1, Integer::sum));
        recordBytes.put(record.id(), size);
        bytes += size;
        return size
                + record.hashes().stream()
                        .mapToLong(hash -> payloadBytes.getOrDefault(hash, 0L))
                        .sum();
    }

    /** What the files take. */
    long bytes() {
        return bytes;
    }

    /** What writing this would add: payloads that are there already add nothing. */
    long needed(Batch batch) {
        long needed = EvidenceFolder.onDisk(EvidenceFormat.write(batch.record()).length);
        for (Map.Entry<String, byte[]> payload : batch.payloads().entrySet()) {
            needed += payloadBytes.containsKey(payload.getKey()) ? 0 : EvidenceFolder.onDisk(payload.getValue().length);
        }
        return needed;
    }

    /** Writes payloads, and then the record; after a failure nothing of it is there. Returns what it takes. */
    long write(Batch batch) throws IOException {
        List<String> fresh = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> payload : batch.payloads().entrySet()) {
                String hash = payload.getKey();
                if (!payloadBytes.containsKey(hash)) {
                    fresh.add(hash);
                    EvidenceFolder.write(disk, folder.payload(hash), payload.getValue());
                    long size = EvidenceFolder.onDisk(payload.getValue().length);
                    payloadBytes.put(hash, size);
                    bytes += size;
                }
            }
            byte[] line = EvidenceFormat.write(batch.record());
            EvidenceFolder.write(disk, folder.record(batch.record().id()), line);
            return account(batch.record(), EvidenceFolder.onDisk(line.length));
        } catch (IOException e) {
            for (String hash : fresh) {
                removePayload(hash, e);
            }
            throw e;
        }
    }

    private void removePayload(String hash, IOException reason) {
        Long size = payloadBytes.remove(hash);
        bytes -= size == null ? 0 : size;
        try {
            Files.deleteIfExists(folder.payload(hash));
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Removes a record, and those of its payloads that no other needs. */
    void remove(String id) throws IOException {
        Set<String> hashes = hashesById.remove(id);
        if (hashes == null) {
            return;
        }
        Files.deleteIfExists(folder.record(id));
        Long size = recordBytes.remove(id);
        bytes -= size == null ? 0 : size;
        for (String hash : hashes) {
            if (users.merge(hash, -1, Integer::sum) == 0) {
                users.remove(hash);
                Long payloadSize = payloadBytes.remove(hash);
                bytes -= payloadSize == null ? 0 : payloadSize;
                Files.deleteIfExists(folder.payload(hash));
            }
        }
    }

    /** Removes one damaged record; false where there is none. */
    boolean removeDamaged() throws IOException {
        if (damaged.isEmpty()) {
            return false;
        }
        Path file = damaged.removeLast();
        bytes -= EvidenceFolder.onDisk(file);
        Files.deleteIfExists(file);
        return true;
    }

    boolean has(String id) {
        return hashesById.containsKey(id);
    }
}
