package org.paralux.audit.evidence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.AuditSettings;
import org.paralux.audit.Outcome;
import org.paralux.luxi.Payload;

/** What is kept comes back as it was, within the budget, and no trouble reaches whoever hands it over. */
final class EvidenceStoreTest {
    private static final long SEED = 20261125;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final EvidenceSettings SETTINGS =
            EvidenceSettings.defaults().withFloor(new AuditSettings.Floor(0, 0));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path stateDir;

    private final TestDisk disk = new TestDisk();

    private EvidenceStore open(EvidenceSettings settings) throws IOException {
        return EvidenceStore.open(stateDir, settings, new Random(SEED), disk);
    }

    private Evidence read(String id) throws IOException {
        EvidenceReading reading = EvidenceReader.open(stateDir).read(id).orElseThrow();
        return switch (reading) {
            case StoredEvidence stored -> stored.evidence();
            case EvidenceDamage damage -> throw new AssertionError(damage);
        };
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(stateDir.resolve("evidence"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            if (file.toString().endsWith(".json") || file.toString().endsWith(".zst")) {
                bytes += (Files.size(file) + 4095) / 4096 * 4096;
            }
        }
        return bytes;
    }

    private static List<Evidence> everyOutcome() {
        List<Evidence> all = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            String name = "r1-" + all.size();
            String shadow = outcome == Outcome.SHADOW_FAILED ? null : "{\"success\":true,\"result\":2}";
            all.add(Trials.of(
                    name, outcome, List.of("a", "b"), Trials.NODES, "{\"success\":true,\"result\":1}", shadow));
        }
        all.add(Trials.of("r2-0", Outcome.DIVERGENT, List.of(), Trials.NODES, null, "\u0000 \u20ac {"));
        return all;
    }

    @Test
    void whatIsKeptComesBackAsItWas() throws Exception {
        Map<String, Evidence> kept = new HashMap<>();
        try (EvidenceStore store = open(SETTINGS)) {
            for (Evidence evidence : everyOutcome()) {
                kept.put(store.keep(evidence).orElseThrow(), evidence);
            }
        }
        EvidenceReader reader = EvidenceReader.open(stateDir);
        assertEquals(kept.keySet(), Set.copyOf(reader.ids()));
        for (Map.Entry<String, Evidence> one : kept.entrySet()) {
            if (one.getValue().causes().isEmpty()) {
                assertEquals(
                        one.getValue().looks().size(),
                        read(one.getKey()).looks().size());
            } else {
                assertEquals(one.getValue(), read(one.getKey()));
                assertEquals(one.getValue(), read(one.getValue().exchange()), "by its exchange");
            }
        }
        assertEquals(Optional.empty(), reader.read("r9-9"));
        assertEquals(Optional.empty(), reader.read("../key"));
    }

    @Test
    void equalPayloadsLieThereOnce() throws Exception {
        try (EvidenceStore store = open(SETTINGS)) {
            for (int i = 0; i < 20; i++) {
                assertTrue(store.keep(Trials.divergent("r1-" + i, "c", "{\"a\":1}", "{\"a\":2}"))
                        .isPresent());
            }
        }
        assertEquals(
                3,
                files().stream()
                        .filter(file -> file.toString().endsWith(".zst"))
                        .count());
    }

    @Test
    void nothingIsOpenToOthers() throws Exception {
        try (EvidenceStore store = open(SETTINGS)) {
            assertTrue(store.keep(everyOutcome().getFirst()).isPresent());
            assertTrue(store.flush(LIMIT));
            try (Stream<Path> all = Files.walk(stateDir.resolve("evidence"))) {
                for (Path path : all.toList()) {
                    assertEquals(
                            Files.isDirectory(path) ? "rwx------" : "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
                            path::toString);
                }
            }
            assertThrows(IOException.class, () -> open(SETTINGS), "one writer");
        }
    }

    @Test
    void noFileShowsASecret() throws Exception {
        Payload jobs = Payload.of(
                "{\"method\":\"QueryJobs\",\"args\":[[17],[\"id\",\"ops\",\"opresult\",\"oplog\"]],\"ops\":\"s3cr3t\"}");
        String reply =
                "{\"success\":true,\"result\":[[17,[{\"OP_ID\":\"s3cr3t\"}],[\"s3cr3t\"],[[[1,2,\"s3cr3t\"]]]]]}";
        try (EvidenceStore store = open(SETTINGS)) {
            String id = store.keep(Trials.of(
                            "r1-1", Outcome.DIVERGENT, List.of("c"), jobs, reply, reply.replace("[[17", "[[18")))
                    .orElseThrow();
            store.keep(Trials.of("r1-2", Outcome.SHADOW_FAILED, List.of("c"), jobs, reply, reply.substring(0, 40)));
            assertTrue(store.flush(LIMIT));
            Evidence kept = read(id);
            String primary = text(kept.firstReply(Asked.PRIMARY));
            assertEquals(primary.replace("[[17", "[[18"), text(kept.firstReply(Asked.SHADOW)), "equal tokens");
        }
        int payloads = 0;
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            assertFalse(latin(bytes).contains("s3cr3t"), file::toString);
            if (file.toString().endsWith(".zst")) {
                payloads++;
                byte[] content = Zstd.decompress(bytes, (int) Zstd.getFrameContentSize(bytes));
                assertFalse(latin(content).contains("s3cr3t"), file::toString);
            }
        }
        assertEquals(4, payloads);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String text(@Nullable Payload payload) {
        return payload == null ? "" : latin(payload.toByteArray());
    }

    @Test
    void theBudgetHoldsAtEveryMomentAndEveryCauseKeepsItsShare() throws Exception {
        Random random = new Random(SEED);
        long budget = 400 << 10;
        try (EvidenceStore store = open(SETTINGS.withBytes(budget).withPerCause(1000))) {
            for (int i = 0; i < 300; i++) {
                String cause = i % 100 == 7 ? "rare" : "noisy";
                String reply = Trials.reply(random.nextLong(), 1000 + random.nextInt(30_000));
                boolean kept = store.keep(Trials.divergent("r1-" + i, cause, reply, "{}"))
                        .isPresent();
                assertTrue(kept || cause.equals("noisy"), "seed " + SEED);
                assertTrue(store.flush(LIMIT));
                assertTrue(bytesOnDisk() <= budget, () -> "seed " + SEED);
                assertEquals(bytesOnDisk(), store.status().bytes(), "seed " + SEED);
            }
            assertEquals(Map.of(), store.status().lost());
        }
        List<String> rare = List.of("r1-7", "r1-107", "r1-207");
        for (String exchange : rare) {
            assertEquals(List.of("rare"), read(exchange).causes());
        }
        assertTrue(EvidenceReader.open(stateDir).ids().size() > 12);
    }

    @Test
    void aLowerBudgetHoldsFromTheStart() throws Exception {
        try (EvidenceStore store = open(SETTINGS)) {
            for (int i = 0; i < 20; i++) {
                store.keep(Trials.divergent("r1-" + i, "c", Trials.reply(i, 20_000), "{}"));
            }
        }
        long before = bytesOnDisk();
        try (EvidenceStore store = open(SETTINGS.withBytes(before / 2))) {
            assertTrue(store.flush(LIMIT));
            assertTrue(bytesOnDisk() <= before / 2);
            assertEquals(
                    store.status().kept(), EvidenceReader.open(stateDir).ids().size());
            assertTrue(store.status().kept() > 5);
        }
    }

    @Test
    void whatAloneIsTooLargeIsLostAndCounted() throws Exception {
        try (EvidenceStore store = open(SETTINGS.withBytes(64 << 10))) {
            store.keep(Trials.divergent("r1-1", "c", Trials.reply(1, 300_000), "{}"));
            assertTrue(store.flush(LIMIT));
            assertEquals(Map.of("too-large", 1L), store.status().lost());
            assertEquals(0, store.status().kept());
            assertTrue(store.keep(Trials.divergent("r1-2", "c", "[]", "{}")).isPresent());
        }
        assertEquals(List.of("e-r1-2"), EvidenceReader.open(stateDir).ids());
    }

    @Test
    void ofEachCauseSoManyAreKeptAlsoAcrossRestarts() throws Exception {
        Set<String> kept = new HashSet<>();
        for (int restart = 0; restart < 4; restart++) {
            try (EvidenceStore store = open(SETTINGS.withPerCause(5))) {
                for (int i = 0; i < 40; i++) {
                    store.keep(Trials.divergent("r" + restart + "-" + i, "c", "[" + i + "]", "{}"));
                }
                assertTrue(store.flush(LIMIT));
                assertEquals(5, store.status().kept());
            }
            assertEquals(5, EvidenceReader.open(stateDir).ids().size());
            kept.addAll(EvidenceReader.open(stateDir).ids());
        }
        assertTrue(
                EvidenceReader.open(stateDir).ids().stream().anyMatch(id -> !id.startsWith("e-r3-")), kept::toString);
        try (EvidenceStore store = open(SETTINGS.withPerCause(2))) {
            assertTrue(store.flush(LIMIT));
            assertEquals(2, store.status().kept());
            assertEquals(2, EvidenceReader.open(stateDir).ids().size());
        }
    }

    @Test
    void aFailingDiskLosesWhatItRefusesAndNothingElse() throws Exception {
        for (int failing = 1; failing <= 12; failing++) {
            int number = failing;
            disk.files.set(0);
            disk.fails = _ -> false;
            Path own = Files.createDirectory(stateDir.resolve("disk" + failing));
            try (EvidenceStore store = EvidenceStore.open(own, SETTINGS, new Random(SEED), disk)) {
                disk.files.set(0);
                disk.fails = file -> file == number;
                for (int i = 0; i < 4; i++) {
                    store.keep(Trials.divergent("r1-" + i, "c", "[" + i + "]", "{\"a\":" + i + "}"));
                }
                assertTrue(store.flush(LIMIT));
                assertEquals(Map.of("disk-error", 1L), store.status().lost(), "file " + failing);
                assertEquals(3, store.status().kept());
                try (Stream<Path> payloads = Files.list(own.resolve("evidence/payloads"))) {
                    assertEquals(7, payloads.count(), "two replies each, and the request that all have");
                }
            }
            EvidenceReader reader = EvidenceReader.open(own);
            assertEquals(3, reader.ids().size());
            for (String id : reader.ids()) {
                assertTrue(reader.read(id).orElseThrow() instanceof StoredEvidence);
            }
            try (EvidenceStore store = EvidenceStore.open(own, SETTINGS, new Random(SEED))) {
                assertEquals(List.of(), store.status().damages());
            }
        }
    }

    @Test
    void theRestOfTheDiskIsForOthers() throws Exception {
        disk.free = 1;
        try (EvidenceStore store = open(SETTINGS.withFloor(new AuditSettings.Floor(2, 10)))) {
            store.keep(everyOutcome().getFirst());
            assertTrue(store.flush(LIMIT));
            assertEquals(Map.of("disk-floor", 1L), store.status().lost());
        }
        assertEquals(List.of(), EvidenceReader.open(stateDir).ids());
    }

    @Test
    void aHangingDiskHoldsNobodyUpAndTheQueueIsBounded() throws Exception {
        EvidenceStore store = open(SETTINGS.withQueueBytes(20_000));
        try (store) {
            disk.hang = new CountDownLatch(1);
            int taken = 0;
            for (int i = 0; i < 50; i++) {
                String reply = Trials.reply(i, 5_000);
                taken += store.keep(Trials.divergent("r1-" + i, "c", reply, "{}"))
                                .isPresent()
                        ? 1
                        : 0;
            }
            assertTrue(taken >= 3 && taken <= 4, "taken " + taken);
            assertEquals(Map.of("queue-full", 50L - taken), store.status().lost());
            disk.hang.countDown();
            assertTrue(store.flush(LIMIT));
            assertTrue(store.keep(Trials.divergent("r1-99", "c", "[]", "{}")).isPresent());
        } finally {
            disk.hang.countDown();
        }
        assertFalse(store.keep(Trials.divergent("r1-100", "c", "[]", "{}")).isPresent(), "closed");
    }

    @Test
    void whatIsThereIsWholeHoweverTheWritingWasCut() throws Exception {
        try (EvidenceStore store = open(SETTINGS)) {
            for (Evidence evidence : everyOutcome()) {
                store.keep(evidence);
            }
        }
        Path records = stateDir.resolve("evidence/records");
        Path payloads = stateDir.resolve("evidence/payloads");
        Path record = records.resolve("e-r1-0.json");
        byte[] whole = Files.readAllBytes(record);
        for (int length = 0; length < whole.length; length++) {
            Files.write(record, Arrays.copyOf(whole, length));
            assertTrue(EvidenceReader.open(stateDir).read("r1-0").orElseThrow() instanceof EvidenceDamage);
        }
        Files.write(records.resolve("e-r9-9.json.tmp"), whole);
        Files.write(payloads.resolve("ab.zst.tmp"), whole);
        try (EvidenceStore store = open(SETTINGS)) {
            assertEquals(
                    List.of(new EvidenceDamage("e-r1-0.json", "does not have the checksum that belongs to it")),
                    store.status().damages());
            assertEquals(everyOutcome().size() - 1, store.status().kept());
            assertEquals(everyOutcome().get(1), read("r1-1"));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertTrue(
                            files().stream().noneMatch(file -> file.toString().endsWith(".tmp"))));
        }
    }

    @Test
    void aDamagedPayloadIsNamed() throws Exception {
        try (EvidenceStore store = open(SETTINGS)) {
            store.keep(Trials.divergent("r1-1", "c", Trials.reply(1, 3000), "{}"));
        }
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            if (file.toString().endsWith(".zst")) {
                for (int i = 0; i < whole.length; i += 1 + whole.length / 50) {
                    byte[] changed = whole.clone();
                    changed[i] ^= 16;
                    Files.write(file, changed);
                    EvidenceReading reading =
                            EvidenceReader.open(stateDir).read("r1-1").orElseThrow();
                    // A flag of the frame that changes no content is no damage.
                    assertTrue(reading instanceof EvidenceDamage
                            || reading.equals(new StoredEvidence(
                                    "e-r1-1", Trials.divergent("r1-1", "c", Trials.reply(1, 3000), "{}"))));
                }
                Files.delete(file);
                assertTrue(EvidenceReader.open(stateDir).read("r1-1").orElseThrow() instanceof EvidenceDamage);
                Files.write(file, whole);
            }
        }
        assertTrue(EvidenceReader.open(stateDir).read("r1-1").orElseThrow() instanceof StoredEvidence);
    }

    @Test
    void withoutEvidenceThereIsNoReader() {
        assertThrows(NotDirectoryException.class, () -> EvidenceReader.open(stateDir));
    }
}
