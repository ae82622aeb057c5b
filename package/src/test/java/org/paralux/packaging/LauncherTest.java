package org.paralux.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher starts the Java of its own package: as it is unpacked, and as it is installed, however it is called. */
class LauncherTest {
    @TempDir
    private Path folder;

    /** Where the package lies. */
    private Path home;

    /** What the build puts in the place of {@code @home@}: where it is unpacked, then where it is installed. */
    private List<String> homes;

    @BeforeEach
    void makeAJavaThatTellsItsName() throws IOException {
        home = folder.toRealPath().resolve("home");
        script(home.resolve("runtime/bin/java"), "#!/bin/sh\necho \"$0 $@\"\n");
        homes = Pattern.compile("<filter token=\"home\" value=\"([^\"]+)\"/>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path launcher(Path file, String itsHome) throws IOException {
        return script(file, Files.readString(Path.of("src/launcher.sh")).replace("@home@", itsHome));
    }

    private String said(Path in, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(in.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private void assertStarts(String said) {
        assertTrue(said.startsWith(home.resolve("runtime/bin/java") + " "), said);
        assertTrue(said.contains("-cp " + home.resolve("lib/paralux.jar") + " org.paralux.app.Main status"), said);
    }

    @Test
    void unpackedItFindsItsHomeByItsOwnPlace() throws Exception {
        Path launcher = launcher(home.resolve("bin/paralux"), homes.getFirst());
        Path link = Files.createSymbolicLink(folder.resolve("paralux"), launcher);
        assertStarts(said(folder, launcher.toString(), "status"));
        assertStarts(said(home, "bin/paralux", "status"));
        assertStarts(said(folder, link.toString(), "status"));
    }

    @Test
    void installedItHasOneHome() throws Exception {
        assertEquals("/usr/lib/paralux", homes.getLast());
        Path launcher = launcher(folder.resolve("usr/bin/paralux"), home.toString());
        assertStarts(said(folder, launcher.toString(), "status"));
        assertEquals(2, homes.size());
    }
}
