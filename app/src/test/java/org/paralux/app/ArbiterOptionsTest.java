package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be an arbiter is said at once, in one line. */
class ArbiterOptionsTest {
    @TempDir
    private Path folder;

    private CommandRun qa(Object... more) {
        Object[] words = {"qa", "--primary", folder.resolve("p"), "--candidate", folder.resolve("c")};
        Object[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void aFileThatIsNotThereOrIsNoConfigurationIsAFailure() throws Exception {
        CommandRun missing = qa("--arbiter", folder.resolve("none"));
        assertEquals(ExitCode.FAILED, missing.exitCode());
        assertTrue(
                missing.err().contains("--arbiter: cluster file")
                        && missing.err().contains("no such file"),
                missing::err);
        CommandRun other = qa("--arbiter", Files.writeString(folder.resolve("x"), "{}"));
        assertEquals(ExitCode.FAILED, other.exitCode());
        assertTrue(other.err().contains("expected: a config.data"), other::err);
        assertEquals(1, other.err().lines().count(), other::err);
    }

    @Test
    void aQueueNeedsAConfigurationAndAFolder() throws Exception {
        assertEquals(ExitCode.USAGE, qa("--arbiter-queue", folder).exitCode());
        Path config = folder.resolve("config.data");
        org.paralux.qa.simulate.model.ClusterSource.writeSample(config);
        CommandRun run = qa("--arbiter", config, "--arbiter-queue", folder.resolve("none"));
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("no such folder"), run::err);
    }
}
