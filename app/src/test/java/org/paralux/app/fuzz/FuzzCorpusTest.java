package org.paralux.app.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the fuzzer ever found worth keeping still keeps the laws. */
final class FuzzCorpusTest {
    private static final Path CORPORA = Path.of("src", "test", "resources", "fuzz");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void theLawsHold(FuzzTarget target) throws IOException {
        Path corpora = Files.exists(CORPORA) ? CORPORA : Path.of("app").resolve(CORPORA);
        List<byte[]> inputs = FuzzCorpus.of(corpora, target).inputs();
        assertFalse(inputs.isEmpty(), target + " has a corpus");
        for (byte[] input : inputs) {
            try {
                target.feed(input, folder);
            } catch (RuntimeException | AssertionError e) {
                fail(target + ", " + Base64.getEncoder().encodeToString(input), e);
            }
        }
    }
}
