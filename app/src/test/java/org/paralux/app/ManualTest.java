package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.app.manual.Manual;
import org.paralux.app.settings.Setting;
import picocli.CommandLine;

/** Whatever the program can do stands in its manual, and the manual can be read. */
class ManualTest {
    private static final CommandLine PROGRAM = Main.wholeProgram();
    private static final Map<String, String> PAGES =
            new Manual(PROGRAM.getCommandSpec(), "2026-11-23", "1.0 \"x\"").pages();

    @TempDir
    private Path folder;

    private static Stream<CommandLine> shown(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream()
                        .filter(each -> !each.getCommandSpec().usageMessage().hidden())
                        .flatMap(ManualTest::shown));
    }

    private static String pageOf(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName("-") + ".1";
        return Objects.requireNonNull(PAGES.get(name), () -> name + " is missing in " + PAGES.keySet());
    }

    @Test
    void everyCommandHasAPageAndNothingElseHas() {
        List<String> commands = new ArrayList<>(shown(PROGRAM)
                .map(each -> each.getCommandSpec().qualifiedName("-") + ".1")
                .toList());
        assertTrue(commands.size() > 40, commands::toString);
        commands.add(Manual.SETTINGS_PAGE);
        assertEquals(
                commands.stream().sorted().toList(),
                PAGES.keySet().stream().sorted().toList());
    }

    @Test
    void everyOptionIsOnThePageOfItsCommand() {
        shown(PROGRAM).forEach(command -> {
            String page = pageOf(command);
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .flatMap(option -> Stream.of(option.names()))
                    .forEach(name -> assertTrue(
                            page.contains("\\fB" + name.replace("-", "\\-") + "\\fR"), () -> name + " in " + page));
            assertTrue(!page.contains("${") && !page.contains("%n"), page);
        });
    }

    @Test
    void everySettingIsOnThePageOfTheFile() {
        String page = PAGES.getOrDefault(Manual.SETTINGS_PAGE, "");
        for (Setting setting : Setting.values()) {
            assertTrue(page.contains("\\fB" + setting.key().replace("-", "\\-") + "\\fR"), setting.key());
        }
    }

    /** A list of pages shows one line of each, which the page's first section has. */
    @Test
    void everyPageSaysInOneLineWhatItIsAbout() {
        PAGES.forEach((file, page) -> {
            String name = file.substring(0, file.lastIndexOf('.')).replace("-", "\\-");
            List<String> lines = page.lines().toList();
            String said = lines.get(lines.indexOf(".SH \"NAME\"") + 1);
            assertTrue(said.startsWith(name + " \\- "), said);
            assertTrue(said.length() < 220 && !said.endsWith("."), said);
        });
    }

    @Test
    void noWordOfATextIsARequest() {
        assertTrue(PAGES.values().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("."))
                .allMatch(line -> line.matches("\\.(TH|SH|TP|PP|HP|nh|ad l)( .*)?")));
    }

    @Test
    void aFormatterPrintsThemWithoutAWarning() throws IOException, InterruptedException {
        assumeTrue(Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "groff"))));
        new Manual(PROGRAM.getCommandSpec(), "2026-11-23", "1.0").write(folder);
        List<String> words = new ArrayList<>(List.of("groff", "-man", "-Tutf8", "-ww", "-rCHECKSTYLE=3"));
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).map(Path::toString).sorted().forEach(words::add);
        }
        Path printed = folder.resolve("printed");
        Path warned = folder.resolve("warned");
        int exitCode = new ProcessBuilder(words)
                .redirectOutput(printed.toFile())
                .redirectError(warned.toFile())
                .start()
                .waitFor();
        assertEquals(0, exitCode);
        assertEquals("", Files.readString(warned));
        // Bold letters are printed twice, one over the other.
        assertTrue(Files.readString(printed).replaceAll(".\b", "").contains("--take-over"));
    }
}
