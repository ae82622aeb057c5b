package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paralux.app.settings.Setting;
import org.paralux.audit.AuditEvent;
import org.paralux.proxy.health.Condition;
import picocli.CommandLine;

/** What there is is documented, and what is documented is there. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    private static String page(String name) {
        return read(DOCS.resolve(name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String page, String title) {
        String text = page(page);
        int start = text.indexOf("\n" + title + "\n");
        assertTrue(start >= 0, page + ": no section " + title);
        int end = text.indexOf("\n## ", start + title.length());
        return text.substring(start, end < 0 ? text.length() : end);
    }

    @Test
    void everySettingHasItsRowAndEachRowIsASetting() {
        Set<String> settings =
                Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toCollection(TreeSet::new));
        String text = page("configuration.md");
        String table = text.substring(0, text.indexOf("\n## Flags"));
        assertEquals(settings, all(FIRST_COLUMN, table));
    }

    @Test
    void everyEventOfTheLogHasItsSectionAndEachSectionIsAnEvent() {
        Set<String> sections = all(Pattern.compile("(?m)^### `([a-z.]+)`"), page("audit-format.md"));
        Set<String> events = all(
                Pattern.compile("return \"([a-z]+(?:\\.[a-z]+)?)\";"),
                read(ROOT.resolve("audit-log/src/main/java/org/paralux/audit/AuditEvent.java")));
        assertEquals(AuditEvent.class.getPermittedSubclasses().length, events.size(), events::toString);
        assertEquals(events, sections);
    }

    @Test
    void everyConditionHasItsRowAmongTheNotices() {
        Set<String> rows = all(FIRST_COLUMN, page("operations/README.md"));
        List<String> missing = Arrays.stream(Condition.values())
                .map(Condition::word)
                .filter(word -> !rows.contains(word))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyExitCodeIsDocumented() throws IllegalAccessException {
        String section = section("configuration.md", "## Exit codes");
        for (Field code : ExitCode.class.getDeclaredFields()) {
            assertTrue(section.contains("| " + code.getInt(null) + " |"), code::getName);
        }
    }

    @Test
    void everyCommandIsShownInUseSomewhere() throws IOException {
        String all = read(ROOT.resolve("README.md")) + everyPage();
        List<String> missing = programs(Main.wholeProgram(), "paralux")
                .filter(name -> !all.contains(name))
                .toList();
        assertEquals(List.of(), missing);
    }

    /** The commands that do something, by all their words. */
    private static Stream<String> programs(CommandLine command, String name) {
        if (command.getCommandSpec().usageMessage().hidden()) {
            return Stream.empty();
        }
        return command.getSubcommands().isEmpty()
                ? Stream.of(name)
                : command.getSubcommands().entrySet().stream()
                        .flatMap(each -> programs(each.getValue(), name + " " + each.getKey()));
    }

    private static String everyPage() throws IOException {
        try (Stream<Path> pages = Files.walk(DOCS)) {
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .map(DocumentationTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** A page points only at what is there. */
    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
        try (Stream<Path> docs = Files.walk(DOCS);
                Stream<Path> top = Files.list(ROOT)) {
            List<String> broken = Stream.concat(docs, top)
                    .filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> link.matcher(read(page))
                            .results()
                            .map(match -> match.group(1))
                            .filter(target -> !target.contains("://"))
                            .filter(target -> !Files.exists(page.resolveSibling(target)))
                            .map(target -> page + ": " + target))
                    .toList();
            assertEquals(List.of(), broken);
        }
    }

    /** The threats are met by tests that exist. */
    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> there;
        try (Stream<Path> sources = Files.walk(ROOT)) {
            there = sources.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        List<String> missing = Pattern.compile("`(\\w+Test)`")
                .matcher(everyPage())
                .results()
                .map(MatchResult::group)
                .map(name -> name.substring(1, name.length() - 1))
                .filter(name -> !there.contains(name))
                .toList();
        assertEquals(List.of(), missing);
    }
}
