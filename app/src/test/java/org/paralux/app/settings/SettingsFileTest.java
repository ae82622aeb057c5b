package org.paralux.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("paralux.yaml");
    }

    private Map<Setting, Object> read(String text) throws IOException, SettingsException {
        return SettingsFile.read(Files.writeString(file, text));
    }

    private List<String> problems(String text) {
        return String.valueOf(
                        assertThrows(SettingsException.class, () -> read(text)).getMessage())
                .lines()
                .map(line -> line.replace(file + ":", "FILE:"))
                .toList();
    }

    @Test
    void readsValuesAndSections() throws Exception {
        Map<Setting, Object> values = read("""
                # of this host
                listen: /run/ganeti/socket/ganeti-master
                threads: 2
                tee:
                  memory: 32MiB
                audit:
                  segment-age: 30m
                  fsync: never
                """);
        assertEquals(
                Map.of(
                        Setting.LISTEN,
                        Path.of("/run/ganeti/socket/ganeti-master"),
                        Setting.THREADS,
                        2,
                        Setting.TEE_MEMORY,
                        32L << 20,
                        Setting.AUDIT_SEGMENT_AGE,
                        Duration.ofMinutes(30),
                        Setting.AUDIT_FSYNC,
                        Setting.NEVER),
                values);
    }

    @Test
    void anEmptyFileSetsNothing() throws Exception {
        assertEquals(Map.of(), read(""));
        assertEquals(Map.of(), read("# nothing\n"));
        assertEquals(Map.of(), read("tee:\n"));
    }

    @ParameterizedTest
    @EnumSource
    void everyDefaultCanBeWritten(Setting setting) throws Exception {
        if (setting.defaultText() != null) {
            Object parsed = setting.parse(setting.defaultText());
            assertEquals(Map.of(setting, parsed), read(yaml(setting.key(), setting.defaultText())));
        }
    }

    private static String yaml(String key, String value) {
        return key.contains(".") ? key.replace(".", ":\n  ") + ": " + value : key + ": " + value;
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("listne: /x", "FILE:1: listne: no such setting (did you mean listen?)"),
                Arguments.of(
                        "\naudit:\n  segment-sice: 1MiB",
                        "FILE:3: audit.segment-sice: no such setting" + " (did you mean audit.segment-size?)"),
                Arguments.of("whatever: 1", "FILE:1: whatever: no such setting (expected: one of listen, primary, "),
                Arguments.of("threads: 0", "FILE:1: threads: '0' (expected: a whole number from 1 to 64)"),
                Arguments.of("threads: two", "FILE:1: threads: 'two' (expected: a whole number from 1 to 64)"),
                Arguments.of("backlog: 99999999999", "FILE:1: backlog: '99999999999' (expected: a whole number"),
                Arguments.of("drain: 120", "FILE:1: drain: '120' (expected: a duration such as 250ms,"),
                Arguments.of("drain: 999999999999999d", "FILE:1: drain: '999999999999999d' (expected: at most 36500d)"),
                Arguments.of(
                        "connect-time-limit: 0s", "FILE:1: connect-time-limit: '0s' (expected: more than nothing)"),
                Arguments.of("listen-role: slave", "FILE:1: listen-role: 'slave' (expected: master or query)"),
                Arguments.of("tee:\n  memory: 64MB", "FILE:2: tee.memory: '64MB' (expected: a size such as"),
                Arguments.of("tee:\n  memory: 0B", "FILE:2: tee.memory: '0B' (expected: at least 1B)"),
                Arguments.of("tee:\n  request: 1B", "FILE:2: tee.request: '1B' (expected: from 8192B to 1073741824B)"),
                Arguments.of(
                        "audit:\n  queue: 999999999999999GiB",
                        "FILE:2: audit.queue: '999999999999999GiB'" + " (expected: at most "),
                Arguments.of("audit:\n  fsync: often", "FILE:2: audit.fsync: 'often' (expected: a duration such as"),
                Arguments.of(
                        "tee: 64MiB",
                        "FILE:1: tee: a value (expected: a section, of tee.memory, tee.body, tee.spool, tee.request)"),
                Arguments.of("listen:", "FILE:1: listen: no value (expected: the socket that clients connect to)"),
                Arguments.of("listen: ''", "FILE:1: listen: '' (expected: a path)"),
                Arguments.of("listen: [/a, /b]", "FILE:1: listen: a list (expected: one value)"),
                Arguments.of("listen:\n  path: /a", "FILE:2: listen.path: no such setting"),
                Arguments.of("- listen", "FILE:1: a list or a text (expected: keys with values)"),
                Arguments.of("just text", "FILE:1: a list or a text (expected: keys with values)"),
                Arguments.of("listen: *a", "FILE:1: listen: an alias (expected: the socket that clients connect to)"),
                Arguments.of("listen: /a\n---\nthreads: 2", "FILE:3: a second document (expected: one)"),
                Arguments.of("listen: /a\nprimary: '/b", "FILE:2: not YAML: "));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlaceAndWhatIsExpected(String text, String expected) {
        List<String> problems = problems(text);
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith(expected), problems::toString);
    }

    @Test
    void aKeySetTwiceIsAMistake() {
        List<String> problems = problems("threads: 1\nthreads: 2\n");
        assertTrue(problems.getFirst().startsWith("FILE:2: "), problems::toString);
        assertTrue(problems.getFirst().contains("threads"), problems::toString);
    }

    @Test
    void allMistakesAreTold() {
        String text =
                "listne: /x\nthreads: 0\ntee:\n  memory: 5\n  wrong:\n    deep: 1\ndrain: [1]\nlog:\n  level: loud\n";
        List<String> places = problems(text).stream()
                .map(line -> line.substring(0, line.indexOf(": ", "FILE:".length())))
                .toList();
        assertEquals(List.of("FILE:1", "FILE:2", "FILE:4", "FILE:6", "FILE:7", "FILE:9"), places);
    }

    static Stream<Arguments> syntaxMistakes() {
        return Stream.of(
                Arguments.of("listen: '/a\nbacklog: 7\n", "FILE:4: not YAML: found unexpected end of stream"),
                Arguments.of("tee:\n\tmemory: 5MiB\n", "FILE:3: not YAML: found character '\\t(TAB)'"),
                Arguments.of("listen: /a: b\n", "FILE:2: not YAML: mapping values are not allowed here"),
                Arguments.of("listen: @a\n", "FILE:2: not YAML: found character '@'"),
                Arguments.of("audit:\n  queue: 1MiB\n fsync: 1s\n", "FILE:4: not YAML: expected <block end>"),
                Arguments.of("listen /a\nbacklog: 7\n", "FILE:3: not YAML: could not find expected ':'"),
                Arguments.of("listen: \"\\q\"\n", "FILE:2: not YAML: found unknown escape character"),
                Arguments.of("listen: /a\u0001\n", "FILE:2: not YAML: a control character (expected: text)"));
    }

    @ParameterizedTest
    @MethodSource("syntaxMistakes")
    void whatStandsBeforeAMistakeOfSyntaxIsCheckedToo(String text, String expected) {
        List<String> problems = problems("threads: 0\n" + text);
        assertTrue(problems.getFirst().startsWith("FILE:1: threads: '0' "), problems::toString);
        assertTrue(problems.getLast().startsWith(expected), problems::toString);
        assertEquals(2, problems.size(), problems::toString);
    }

    @Test
    void aMissingFileIsNamed() {
        Throwable problem = assertThrows(SettingsException.class, () -> SettingsFile.read(file));
        assertEquals(file + ": no such file (expected: a settings file)", problem.getMessage());
    }

    @Test
    void flagsGoBeforeTheFileAndTheFileBeforeDefaults() throws Exception {
        Settings settings =
                Settings.of(read("threads: 2\nbacklog: 7\n"), Map.of(Setting.THREADS, "3", Setting.LISTEN, "/flag"));
        assertEquals(3, settings.number(Setting.THREADS));
        assertEquals(7, settings.number(Setting.BACKLOG));
        assertEquals(Duration.ofMinutes(2), settings.duration(Setting.DRAIN));
        assertEquals(Path.of("/flag"), settings.path(Setting.LISTEN));
    }

    @Test
    void aWrongFlagIsNamedAsItWasGiven() {
        Throwable problem = assertThrows(
                SettingsException.class, () -> Settings.of(Map.of(), Map.of(Setting.LISTEN_ROLE, "slave")));
        assertEquals("--listen-role: 'slave' (expected: master or query)", problem.getMessage());
    }

    @Test
    void aMissingPathSaysHowToGiveIt() throws Exception {
        Settings settings = Settings.of(Map.of(), Map.of());
        String problem = String.valueOf(assertThrows(SettingsException.class, () -> settings.path(Setting.PRIMARY))
                .getMessage());
        assertTrue(problem.startsWith("--primary is missing (expected: "), problem);
    }

    @Test
    void keysAreWrittenAlike() {
        Arrays.stream(Setting.values())
                .map(Setting::key)
                .forEach(key -> assertTrue(key.matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)?"), key));
    }
}
