package org.paralux.app.safeshadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shadow removes is its own. */
class SafeShadowTest {
    @TempDir
    private Path folder;

    private SafeShadow shadow() {
        return new SafeShadow(folder, SafeShadow.Paths.USUAL);
    }

    /** A folder of Ganeti's has a queue too. */
    @Test
    void aFolderThatItDidNotMakeIsLeftAlone() throws IOException {
        Files.createDirectory(folder.resolve("run"));
        Path job =
                Files.writeString(Files.createDirectory(folder.resolve("queue")).resolve("job-1"), "precious");
        IOException refused = assertThrows(IOException.class, () -> shadow().stop());
        assertTrue(String.valueOf(refused.getMessage()).contains("holds something else"), refused::getMessage);
        assertEquals("precious", Files.readString(job));
    }

    @Test
    void aFolderThatItMadeIsRemoved() throws IOException {
        Files.createDirectory(folder.resolve("run"));
        Files.createDirectory(folder.resolve("queue"));
        Files.writeString(folder.resolve("paralux-shadow"), "");
        shadow().stop();
        assertTrue(Files.notExists(folder));
    }
}
