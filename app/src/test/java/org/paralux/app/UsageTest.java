package org.paralux.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** Whatever is asked for wrongly gets one line that says so, and the exit code that the contract has for it. */
class UsageTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.writeString(folder.resolve("file"), "no socket");
    }

    /** The words of {@code line}, with DIR for an empty folder and FILE for a file in it that is of no use. */
    private CommandRun run(String line) {
        return CommandRun.of((Object[]) line.replace("DIR", folder.toString())
                .replace("FILE", file.toString())
                .split(" "));
    }

    @Test
    void theHelpThatIsKeptAsTextIsWhatTheCommandsSay() {
        String help = Main.wholeProgram().getUsageMessage(Ansi.OFF);
        assertEquals(help, CommandRun.of("--help").out(), "help.txt is out of date; it should be:\n" + help);
        assertEquals(help, CommandRun.of("-h").out());
        assertEquals(help, CommandRun.of("--help", "run").out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run                                                   | --listen is missing (expected: the socket
                    run --listen DIR/l                                    | --primary is missing (expected: the socket
                    run --listen                                          | Missing required parameter
                    run --lisen DIR/l                                     | Unknown option
                    run --listen DIR/l --primary DIR/p --listen-role x    | --listen-role: 'x' (expected: master or query)
                    run --config DIR/none                                 | DIR/none: no such file
                    run --config FILE                                     | FILE:1: a list or a text
                    simulate shadow --socket DIR/s --flaw x               | --flaw: 'x' (expected: one of those in --flaws-list)
                    simulate shadow --socket DIR/s --lag 2s..1s           | --lag: 2s..1s (expected: the least first
                    status --state-dir DIR/none                           | DIR/none: no such folder
                    status --config DIR/none                              | DIR/none: no such file
                    status --config FILE                                  | FILE:1: a list or a text
                    status --jsn                                          | Unknown option
                    audit                                                 | Missing required subcommand
                    audit prove                                           | Unmatched argument
                    audit verify --state-dir DIR/none                     | DIR/none: no such folder
                    audit verify --state-dir DIR                          | DIR: holds no audit log
                    audit tail --state-dir DIR/none                       | DIR/none: no such folder
                    audit tail --from-seq x                               | Invalid value for option '--from-seq'
                    audit export --state-dir DIR/none                     | DIR/none: no such folder
                    audit export --format xml                             | Invalid value for option '--format'
                    report                                                | Missing required subcommand
                    report clients --state-dir DIR/none                   | DIR/none: no such folder
                    report clients --since never                          | --since: 'never' (expected: a time such as
                    report clients --format pdf                           | Invalid value for option '--format'
                    report consistency --state-dir DIR/none               | DIR/none: no such folder
                    report consistency --state-dir DIR                    | DIR: holds no audit log
                    report consistency --lag-limit soon                   | --lag-limit: 'soon' (expected: a duration
                    report consistency --baseline FILE                    | --baseline: FILE: no JSON (expected: a consistency
                    report readiness --state-dir DIR/none                 | DIR/none: no such folder
                    report readiness --acceptable 0                       | --acceptable: 0.0 (expected: between 0 and 100)
                    report readiness --since 2026-01-02 --until 2026-01-01 | since: 2026-01-02
                    simulate                                              | Missing required
                    simulate primary                                      | Missing required option: '--socket=PATH'
                    simulate third --socket DIR/s                         | Invalid value
                    simulate primary --socket DIR/s --lag 5               | '5' (expected: a duration such as
                    config                                                | Missing required subcommand
                    config check                                          | Missing required parameter
                    config check DIR/none                                 | DIR/none: no such file
                    diff                                                  | two files are missing (expected: A B, or --pairs
                    diff FILE                                             | two files are missing (expected: A B, or --pairs
                    diff FILE FILE --pairs FILE                           | --pairs: with other files (expected: alone)
                    diff FILE FILE FILE                                   | Unmatched argument
                    rules                                                 | Missing required subcommand
                    rules check                                           | Missing required parameter
                    rules try                                             | Missing required parameter
                    explain                                               | Missing required parameter
                    explain x --state-dir DIR/none                        | DIR/none: no such folder
                    explain x --state-dir DIR                             | DIR: holds no audit log
                    recompare --state-dir DIR/none                        | DIR/none: no such folder
                    nonsense                                              | Unmatched argument
                    """)
    void wrongUsageIsToldAndExitsWithTwo(String line, String complaint) {
        CommandRun run = run(line);
        assertEquals(ExitCode.USAGE, run.exitCode(), run::err);
        assertEquals("", run.out());
        String expected = complaint.replace("DIR", folder.toString()).replace("FILE", file.toString());
        String first = run.complaints().getFirst();
        assertTrue(first.startsWith("paralux") && first.contains(": " + expected), run::err);
        List<String> rest = run.complaints().subList(1, run.complaints().size());
        assertTrue(
                rest.stream().allMatch(more -> more.matches("(Try '|Possible solutions: |Did you mean: ).*")),
                run::err);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    status --state-dir DIR                                           | no proxy answers on DIR/admin.sock
                    status --admin DIR/none                                          | no proxy answers on DIR/none
                    run --listen DIR/none/l --primary DIR/p --state-dir DIR/s        | DIR/none
                    run --listen DIR/l --primary DIR/l --state-dir DIR/s             | listen and primary are the same socket
                    run --listen DIR/l --primary DIR/p --state-dir FILE              | FILE
                    run --listen DIR/l --primary DIR/p --state-dir DIR/s --admin DIR/none/a | cannot listen on the admin
                    diff FILE DIR/none                                               | DIR/none: no such file
                    diff FILE FILE --request FILE                                    | FILE: not a query that can be
                    diff FILE FILE --rules DIR/none                                  | DIR/none: no such file
                    diff FILE FILE --rules FILE                                      | FILE:1: 'no socket' (expected: keys
                    diff --pairs DIR/none                                            | DIR/none: no such file
                    diff --pairs FILE                                                | FILE:1: not JSON
                    rules check DIR/none                                             | DIR/none: no such file
                    rules check FILE                                                 | FILE:1: 'no socket' (expected: keys
                    simulate primary --socket FILE                                   | FILE: not a socket
                    simulate primary --socket DIR/none/s                             | DIR/none
                    simulate primary --socket DIR/s --cluster DIR/none               | cluster file DIR/none: no such file
                    simulate primary --socket DIR/s --cluster FILE                   | cluster file FILE: not JSON
                    """)
    void whatCannotBeDoneIsToldInOneLineAndExitsWithOne(String line, String complaint) throws IOException {
        try (ServerSocketChannel primary = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            primary.bind(UnixDomainSocketAddress.of(folder.resolve("p")));
            CommandRun run = run(line);
            assertEquals(ExitCode.FAILED, run.exitCode(), run::err);
            assertEquals(1, run.complaints().size(), run::err);
            String expected = complaint.replace("DIR", folder.toString()).replace("FILE", file.toString());
            assertTrue(run.complaints().getFirst().contains(": " + expected), run::err);
        }
    }

    @Test
    void noCommandPrintsTheUsage() {
        CommandRun run = CommandRun.of();
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().startsWith("Usage: paralux"), run::err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "status",
                "audit",
                "audit tail",
                "audit verify",
                "audit export",
                "report",
                "report clients",
                "report consistency",
                "report readiness",
                "diff",
                "rules",
                "rules check",
                "simulate",
                "config",
                "config check",
                "config list"
            })
    void everyCommandExplainsItself(String command) {
        CommandRun run = run((command + " --help").strip());
        assertEquals(ExitCode.OK, run.exitCode());
        assertTrue(run.out().startsWith(("Usage: paralux " + command).strip()), run::out);
        assertEquals("", run.err());
    }

    @Test
    void aCheckedFileIsWellFormed() throws IOException {
        Files.writeString(file, "threads: 2\n");
        CommandRun run = run("config check FILE");
        assertEquals(ExitCode.OK, run.exitCode(), run::err);
        assertEquals(file + ": well-formed, 1 settings" + System.lineSeparator(), run.out());
    }

    @Test
    void everyMistakeInAFileGetsALine() throws IOException {
        Files.writeString(file, "threads: 0\nlisten: []\n");
        CommandRun run = run("config check FILE");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(2, run.complaints().size(), run::err);
    }

    @Test
    void aPathTooLongForASocketIsRefused() {
        CommandRun run = run("run --listen DIR/" + "l".repeat(100) + " --primary DIR/p --state-dir DIR/s");
        assertEquals(ExitCode.USAGE, run.exitCode(), run::err);
        assertEquals(1, run.complaints().size(), run::err);
        assertTrue(run.complaints().getFirst().contains("(expected: <= 107; use a shorter folder)"), run::err);
    }
}
