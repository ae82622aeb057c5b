package org.paralux.proxy.epoch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paralux.diff.Rules;
import org.paralux.diff.RulesException;
import org.paralux.proxy.epoch.Epochs.Daemon;
import org.paralux.proxy.identity.DaemonProcess;

/** An epoch ends when a daemon is another build, or the rules are others, and for nothing else. */
class EpochsTest {
    private static final Path PRIMARY = Path.of("primary");
    private static final Path SHADOW = Path.of("shadow");
    private static final String RULES = """
            rules:
              - id: memory
                match: {path: "result.data[*].be/memory"}
                effect: ignore
                owner: me
                reason: a test
                approved: 2026-03-02
                expires: 2026-03-04
            """;

    private final AtomicLong nanos = new AtomicLong();
    private final Map<Path, DaemonProcess> processes = new HashMap<>();
    private final Map<Path, String> releases = new HashMap<>();
    private final AtomicLong questions = new AtomicLong();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private Epochs epochs;

    private final DaemonProbe probe = new DaemonProbe() {
        @Override
        public Optional<DaemonProcess> process(Path socket) {
            return Optional.ofNullable(processes.get(socket));
        }

        @Override
        public DaemonFacts facts(Path socket) {
            questions.incrementAndGet();
            return new DaemonFacts("cluster", releases.get(socket));
        }
    };

    @BeforeEach
    void begin() {
        run(PRIMARY, 1, "1@a", "2.10.7");
        run(SHADOW, 2, "2@a", "2.10.7");
        epochs = new Epochs("1.0", PRIMARY, SHADOW, Rules.shipped(), probe, nanos::get);
        epochs.onChange((epoch, why) -> changes.add(epoch.id() + " " + why));
    }

    @AfterEach
    void end() {
        epochs.close();
    }

    private void run(Path socket, int pid, @Nullable String binary, @Nullable String release) {
        processes.put(socket, new DaemonProcess(pid, pid, binary));
        releases.put(socket, release);
    }

    private Epoch afterDoubtOf(Daemon daemon) {
        epochs.doubt(daemon);
        return epochs.current();
    }

    @Test
    void aProcessOfTheSameBuildIsOfTheSameEpoch() {
        Epoch first = epochs.current();
        run(SHADOW, 3, "2@a", "2.10.7");
        assertEquals(first, afterDoubtOf(Daemon.SHADOW));
        assertEquals(List.of(), changes);
    }

    @Test
    void anotherReleaseIsAnotherEpochAndTheOldOneComesBackWithIt() {
        String first = epochs.current().id();
        run(PRIMARY, 3, "1@a", "2.11.0");
        Epoch second = afterDoubtOf(Daemon.PRIMARY);
        assertNotEquals(first, second.id());
        assertEquals("2.11.0", second.release());
        assertEquals(List.of(second.id() + " primary: 2.11.0, was 2.10.7"), changes);
        run(PRIMARY, 4, "1@a", "2.10.7");
        assertEquals(first, afterDoubtOf(Daemon.PRIMARY).id());
    }

    @Test
    void anotherBinaryOfTheSameReleaseIsAnotherEpoch() {
        run(SHADOW, 3, "2@b", "2.10.7");
        Epoch second = afterDoubtOf(Daemon.SHADOW);
        assertEquals(List.of(second.id() + " shadowBinary: 2@b, was 2@a"), changes);
    }

    @Test
    void aDaemonThatDoesNotAnswerIsWhatItWas() {
        Epoch first = epochs.current();
        run(SHADOW, 3, "2@b", null);
        assertEquals(first, afterDoubtOf(Daemon.SHADOW));
        processes.remove(SHADOW);
        assertEquals(first, afterDoubtOf(Daemon.SHADOW));
        run(SHADOW, 4, "2@b", "2.10.7");
        assertNotEquals(first.id(), afterDoubtOf(Daemon.SHADOW).id());
    }

    @Test
    void whatIsSeenWhileADoubtIsOpenBelongsToWhatComesOfIt() {
        Epoch first = epochs.current();
        nanos.set(1000);
        run(SHADOW, 3, "2@b", "2.11.0");
        epochs.doubt(Daemon.SHADOW);
        nanos.set(2000);
        Epoch second = epochs.current();
        assertEquals(second.id(), second.idAt(1500));
        assertEquals(first.id(), second.idAt(500));
        assertFalse(second.holdsAt(500));
        assertTrue(second.holdsAt(1000));
    }

    /** What is kept while it is told, as the stages are, is kept for it. */
    @Test
    void whatIsDecidedWhileAnEpochIsToldBelongsToIt() {
        List<String> seen = new CopyOnWriteArrayList<>();
        epochs.onChange((next, _) -> seen.add(String.valueOf(epochs.coming().equals(next))
                + epochs.known().id().equals(next.id())));
        run(SHADOW, 3, "2@b", "2.11.0");
        Epoch second = afterDoubtOf(Daemon.SHADOW);
        assertEquals(List.of("truefalse"), seen);
        assertEquals(second, epochs.coming());
    }

    @Test
    void withoutAQuestionADoubtIsLookedIntoAllTheSame() {
        run(SHADOW, 3, "2@b", "2.11.0");
        epochs.doubt(Daemon.SHADOW);
        await().until(() -> changes.size() == 1);
    }

    @Test
    void aProcessThatIsNotShownIsAskedEachTime() {
        processes.remove(SHADOW);
        releases.put(SHADOW, "2.11.0");
        assertEquals("2.11.0", afterDoubtOf(Daemon.SHADOW).builds().get("shadow"));
        releases.put(SHADOW, "2.12.0");
        assertEquals("2.12.0", afterDoubtOf(Daemon.SHADOW).builds().get("shadow"));
    }

    @Test
    void aProcessThatIsKnownIsNotAskedAgainAndAgain() {
        long before = questions.get();
        for (int i = 0; i < 100; i++) {
            epochs.doubt(Daemon.SHADOW);
            epochs.current();
        }
        assertEquals(before, questions.get());
    }

    @Test
    void otherRulesAreAnotherEpoch() throws RulesException {
        Epoch first = epochs.current();
        Rules rules = Rules.read("rules.yaml", RULES);
        epochs.compareBy(rules);
        Epoch second = epochs.current();
        assertNotEquals(first.id(), second.id());
        assertEquals(rules, second.rules());
        epochs.compareBy(Rules.read("rules.yaml", RULES));
        assertEquals(1, changes.size(), changes::toString);
        assertTrue(changes.getFirst().contains("rules: " + rules.hash()), changes::toString);
    }
}
