package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's commands, as they stand there, in one shell that ends at the first that fails. */
@OnRealGaneti
class RealGanetiTutorialTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final long MINUTES = 4;

    @TempDir
    private Path folder;

    private static String commands() throws IOException {
        Path beside = Path.of("..", "docs", "tutorial.md");
        Path file = Files.exists(beside) ? beside : Path.of("docs", "tutorial.md");
        return BLOCK.matcher(Files.readString(file))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining("\n"));
    }

    /** A program called paralux, as an installed one would be. */
    private void install() throws IOException {
        String words =
                ParaluxCommand.of().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path program = folder.resolve("paralux");
        Files.writeString(program, "#!/bin/sh\nexec " + words + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void everyCommandDoesWhatItIsSaidToDo() throws Exception {
        install();
        Object before = Files.getAttribute(RealGaneti.socket(), "unix:ino");
        Path said = folder.resolve("said");
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", commands());
        shell.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        Process process =
                shell.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), () -> "goes on after " + MINUTES + " minutes");
        String output = Files.readString(said);
        assertEquals(0, process.exitValue(), output);
        for (String expected : List.of("ready", "canary 50%", "NOT ENOUGH EVIDENCE", "sound: records", "detached")) {
            assertTrue(output.contains(expected), expected + " in:\n" + output);
        }
        assertEquals(before, Files.getAttribute(RealGaneti.socket(), "unix:ino"));
        assertFalse(Files.exists(Path.of(RealGaneti.socket() + ".primary")));
    }
}
