package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.paralux.app.ChaosSchedule.Trouble;

/**
 * Whatever goes wrong at the proxy's boundaries, in any order: each client gets the bytes that a daemon sent, one reply a
 * request, in order; no command is sent twice, nor to the shadow; the log is sound and its sums hold; nothing is left
 * behind. With {@code -Dparalux.test.chaos=5000} as many lives of a proxy, from {@code -Dparalux.test.seed} on.
 */
@Isolated
class ChaosTest {
    private static final int LIVES = Integer.getInteger("paralux.test.chaos", 120);
    private static final long SEED = Long.getLong("paralux.test.seed", 20261130);
    private static final int AT_ONCE = 8;

    @TempDir
    private Path folder;

    private List<String> problems(long seed) throws Exception {
        return ChaosRun.problems(ChaosSchedule.of(seed), Files.createDirectory(folder.resolve(String.valueOf(seed))));
    }

    /** Those without descriptors, or the others: what one life has not got the others beside it have not either. */
    private static LongStream seeds(boolean withoutDescriptors) {
        return LongStream.range(SEED, SEED + LIVES)
                .filter(seed -> ChaosSchedule.of(seed).has(Trouble.DESCRIPTORS) == withoutDescriptors);
    }

    @Test
    void whateverBreaksTheClientsPathIsWhole() throws Exception {
        Map<Long, Future<List<String>>> lives = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            seeds(false).forEach(seed -> lives.put(seed, threads.submit(() -> problems(seed))));
        }
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            seeds(true).forEach(seed -> lives.put(seed, thread.submit(() -> problems(seed))));
        }
        Map<String, List<String>> bad = new TreeMap<>();
        for (Map.Entry<Long, Future<List<String>>> life : lives.entrySet()) {
            List<String> found = life.getValue().get();
            if (!found.isEmpty()) {
                bad.put(ChaosSchedule.of(life.getKey()).toString(), found);
            }
        }
        assertEquals(Map.of(), bad);
    }
}
