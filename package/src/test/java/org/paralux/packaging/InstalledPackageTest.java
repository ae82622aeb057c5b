package org.paralux.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The package, in a fresh Debian: what the script sees is printed, and its exit code is the verdict. As root. */
@Tag("installed")
class InstalledPackageTest {
    @Test
    @Timeout(900)
    void aFreshDebianHasItAndIsRidOfIt() throws IOException, InterruptedException {
        Path script = Path.of("test", "installed.sh").toAbsolutePath();
        String deb = Objects.requireNonNull(System.getProperty("paralux.package"), "paralux.package is not set");
        assertEquals(
                0,
                new ProcessBuilder(script.toString(), deb).inheritIO().start().waitFor());
    }
}
