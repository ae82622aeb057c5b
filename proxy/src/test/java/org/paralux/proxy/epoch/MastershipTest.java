package org.paralux.proxy.epoch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.proxy.kernel.ThisHost;

/** Only a file that names another host says that this one is not the master. */
class MastershipTest {
    @TempDir
    private Path folder;

    private void assertMaster(boolean here, String text) throws IOException {
        Mastership mastership = Mastership.beside(folder.resolve("config.data"));
        Files.writeString(folder.resolve("ssconf_master_node"), text);
        assertEquals(here, mastership.isHere(), text);
    }

    @Test
    void theFileNamesTheMaster() throws IOException {
        assertMaster(true, ThisHost.name() + "\n");
        assertMaster(false, "other.example.com\n");
        assertMaster(false, "x" + ThisHost.name() + "\n");
        assertEquals(
                Optional.of("x" + ThisHost.name()),
                Mastership.beside(folder.resolve("config.data")).master());
    }

    @Test
    void whatDoesNotTellSaysNothingAgainstIt() throws IOException {
        assertEquals(true, Mastership.beside(folder.resolve("config.data")).isHere());
        assertMaster(true, "");
        assertMaster(true, " \n");
    }

    @Test
    void itIsReadAnew() throws IOException {
        Mastership mastership = Mastership.beside(folder.resolve("config.data"));
        assertMaster(false, "other.example.com\n");
        Files.writeString(folder.resolve("ssconf_master_node"), ThisHost.name());
        assertEquals(true, mastership.isHere());
    }
}
