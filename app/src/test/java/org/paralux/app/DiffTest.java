package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code paralux diff} and {@code paralux rules check}: what they print, and the exit code that says it again. */
class DiffTest {
    private static final String REQUEST =
            "{\"method\":\"QueryNodes\",\"args\":[[],[\"name\",\"role\",\"tags\"],false]}";
    private static final String PRIMARY = "{\"success\":true,\"result\":[[\"n1\",\"M\",[\"a\",\"b\"]]]}";
    private static final String OTHER_ORDER = "{\"result\": [[\"n1\", \"M\", [\"b\", \"a\"]]], \"success\": true}\n";
    private static final String DIVERGENT = "{\"success\":true,\"result\":[[\"n1\",\"C\",[\"a\",\"b\"]]]}";

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private CommandRun diff(String shadow, Object... more) throws IOException {
        Path a = file("a", PRIMARY + "\u0003");
        Path b = file("b", shadow);
        Path request = file("request", REQUEST);
        List<Object> words = new java.util.ArrayList<>(List.of("diff", a, b, "--request", request));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    @Test
    void theSameReplyMatches() throws IOException {
        CommandRun run = diff(PRIMARY);
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        assertEquals("match", run.out().strip());
    }

    @Test
    void aSetInAnotherOrderIsEquivalentByANamedRule() throws IOException {
        CommandRun run = diff(OTHER_ORDER);
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        assertEquals(
                List.of("equivalent", "  rule tags-of-a-classic-row-are-a-set fired 1 times"),
                run.out().lines().toList());
    }

    @Test
    void aDivergenceIsToldWithPlaceKindAndCause() throws IOException {
        CommandRun run = diff(DIVERGENT);
        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::err);
        assertEquals(
                List.of(
                        "divergent",
                        "  1 value of role: master-unknown (One side takes no node for the master.)",
                        "",
                        "result[n1].role: value, master-unknown",
                        "  primary  \"M\"",
                        "  shadow   \"C\""),
                run.out().lines().toList());
    }

    @Test
    void asJsonItIsOneObject() throws IOException {
        CommandRun run = diff(DIVERGENT, "--json");
        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::err);
        assertEquals(
                "{\"outcome\":\"divergent\",\"problem\":null,\"rowMatching\":\"key\",\"rules\":{},\"groups\":"
                        + "[{\"cause\":\"master-unknown\",\"kind\":\"value\",\"field\":\"role\",\"count\":1}],"
                        + "\"divergenceCount\":1,\"divergences\":[{\"path\":\"result[n1].role\",\"row\":\"n1\","
                        + "\"field\":\"role\",\"kind\":\"value\",\"cause\":\"master-unknown\",\"primary\":\"\\\"M\\\"\","
                        + "\"shadow\":\"\\\"C\\\"\"}]}",
                run.out().strip());
    }

    @Test
    void whatIsNoReplyIsAFinding() throws IOException {
        CommandRun run = diff("{\"success\":true");
        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::err);
        assertEquals("shadow-failed: not JSON at byte 15", run.out().strip());
    }

    @Test
    void aRuleOfOneIsOwnMayClearIt() throws IOException {
        Path rules = file("rules.yaml", rule("result[*].role", "2100-01-01"));
        CommandRun run = diff(DIVERGENT, "--rules", rules);
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        Path expired = file("expired.yaml", rule("result[*].role", "2020-02-01"));
        assertEquals(ExitCode.FINDINGS, diff(DIVERGENT, "--rules", expired).exitCode());
    }

    private static String rule(String path, String expires) {
        return """
                rules:
                  - id: roles
                    match: {path: "%s"}
                    effect: ignore
                    owner: somebody
                    reason: known
                    approved: 2020-01-01
                    expires: %s
                """.formatted(path, expires);
    }

    @ParameterizedTest
    @CsvSource({
        "result[*].role, 2100-01-01, 0, well-formed; 1 rules; 0 to look at",
        "result[*].role, 2020-02-01, 64, rule roles: expired on 2020-02-01",
        "**, 2100-01-01, 64, rule roles: matches too much: path **"
    })
    void rulesAreChecked(String path, String expires, int exitCode, String told) throws IOException {
        Path rules = file("rules.yaml", rule(path, expires));
        CommandRun run = CommandRun.of("rules", "check", rules);
        assertEquals(exitCode, run.exitCode(), run::err);
        assertTrue(run.out().contains(told.replace(';', ',')), run::out);
        CommandRun json = CommandRun.of("rules", "check", rules, "--json");
        assertEquals(exitCode, json.exitCode());
        assertTrue(json.out().startsWith("{\"rules\":1,\"hash\":\""), json::out);
    }

    @Test
    void everyMistakeInRulesGetsALine() throws IOException {
        CommandRun run = CommandRun.of("rules", "check", file("rules.yaml", "rules:\n- id: x\n- idd: y\n"));
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertTrue(run.complaints().size() > 2, run::err);
        assertTrue(run.complaints().stream().allMatch(line -> line.contains("rules.yaml:")), run::err);
    }

    @Test
    void pairsAreComparedOneALine() throws IOException {
        String reply = "\"{\\\"success\\\":true,\\\"result\\\":\\\"%s\\\"}\"";
        String a = reply.formatted("\\u00ff");
        Path pairs = file(
                "pairs.jsonl",
                String.join(
                        "\n",
                        "{\"id\":1,\"request\":null,\"primary\":" + a + ",\"shadow\":" + a + "}",
                        "{\"id\":\"two\",\"primary\":" + a + ",\"shadow\":" + reply.formatted("y") + "}",
                        "",
                        "{\"id\":3,\"primary\":" + a + ",\"shadow\":null}",
                        "{\"id\":4,\"primary\":null,\"shadow\":" + a + "}",
                        "{\"id\":5,\"primary\":null,\"shadow\":null}",
                        "{\"id\":6,\"primary\":" + a + ",\"shadow\":" + a + ",\"shadow_encoding\":\"latin-1\"}"));
        CommandRun run = CommandRun.of("diff", "--pairs", pairs);
        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::err);
        List<String> lines = run.out().lines().toList();
        assertEquals("{\"id\":1,\"outcome\":\"match\",\"divergences\":[]}", lines.get(0));
        assertEquals(
                "{\"id\":\"two\",\"outcome\":\"divergent\",\"divergences\":[{\"path\":\"result\",\"row\":null,"
                        + "\"field\":null,\"kind\":\"value\",\"cause\":\"unexplained\",\"primary\":\"\\\"\u00ff\\\"\","
                        + "\"shadow\":\"\\\"y\\\"\"}]}",
                lines.get(1));
        assertEquals("{\"id\":3,\"outcome\":\"shadow-failed\",\"divergences\":[]}", lines.get(2));
        assertTrue(lines.get(3).startsWith("{\"id\":4,\"outcome\":\"divergent\"")
                && lines.get(3).contains("no-reply"));
        assertEquals("{\"id\":5,\"outcome\":\"match\",\"divergences\":[]}", lines.get(4));
        assertTrue(lines.get(5).startsWith("{\"id\":6,\"outcome\":\"divergent\""), lines.get(5));
        assertEquals(6, lines.size());
    }

    @Test
    void pairsThatAllMatchExitWithZero() throws IOException {
        Path pairs = file("pairs.jsonl", "{\"id\":1,\"primary\":\"x\",\"shadow\":\"x\"}\n");
        assertEquals(ExitCode.OK, CommandRun.of("diff", "--pairs", pairs).exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            5                                       | no JSON object
            {"id":1,"primary":"x"}                  | shadow: missing (expected: a payload as a text, or null)
            {"id":1,"primary":5,"shadow":null}      | primary: no text (expected: a payload as a text, or null)
            {"primary":"x","shadow":"x","shadow_encoding":"x"} | shadow_encoding: unknown (expected: latin-1 or utf-8)
            {"id":1                                 | not JSON at
            """)
    void aBadLineIsToldBehindWhatWasCompared(String bad, String complaint) throws IOException {
        Path pairs = file("pairs.jsonl", "{\"id\":1,\"primary\":\"x\",\"shadow\":\"x\"}\n" + bad + "\n");
        CommandRun run = CommandRun.of("diff", "--pairs", pairs);
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertEquals(1, run.out().lines().count());
        assertTrue(run.complaints().getFirst().contains("pairs.jsonl:2: " + complaint), run::err);
    }
}
