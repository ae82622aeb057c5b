package org.paralux.proxy.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that was never ours is left alone, its folder as it was. */
final class ListenPathTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasNeverServedIsRemovedWithoutATrace() throws IOException {
        new ListenPath(folder.resolve("l"), 0).remove();
        assertArrayEquals(new String[0], folder.toFile().list());
    }

    @Test
    void aFolderThatIsNotThereIsNoTrouble() throws IOException {
        new ListenPath(folder.resolve("none").resolve("l"), 0).remove();
    }
}
