package org.paralux.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paralux.audit.evidence.EvidenceReader;
import org.paralux.qa.simulate.DaemonOptions;
import org.paralux.qa.simulate.DaemonStyle;
import org.paralux.qa.simulate.EmbeddedDaemon;

/**
 * Secrets pass through the proxy: as arguments of commands, on the command line of a client, and in replies that tell of
 * jobs. None of them is in anything that the program writes or prints.
 */
class SecretsCanaryTest {
    private static final String CANARY = "c4n4ry";
    private static final String OF_A_COMMAND = CANARY + "-of-a-command";
    private static final String OF_A_COMMAND_LINE = CANARY + "-of-a-command-line";

    private static final String JOB =
            "{\"method\":\"SubmitJob\",\"args\":[[{\"OP_ID\":\"OP_TEST_DELAY\",\"duration\":0,"
                    + "\"on_master\":true,\"on_nodes\":[],\"comment\":\"" + OF_A_COMMAND + "\",\"reason\":[]}]]}";
    private static final String JOBS =
            "{\"method\":\"Query\",\"args\":[\"job\",[\"id\",\"status\",\"ops\",\"opresult\",\"oplog\"],null]}";

    @TempDir
    private Path folder;

    private final List<String> seen = new ArrayList<>();

    private void look(String what, String text) {
        assertFalse(text.contains(CANARY), () -> what + " tells a secret: " + around(text));
        seen.add(what);
    }

    private static String around(String text) {
        int at = text.indexOf(CANARY);
        return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 60));
    }

    private void lookAtCommand(String... words) {
        CommandRun run = CommandRun.of((Object[]) words);
        assertTrue(run.exitCode() != ExitCode.FAILED && run.exitCode() != ExitCode.USAGE, run::err);
        look(String.join(" ", words), run.out() + run.err());
    }

    @Test
    void noSecretIsInAnythingThatIsWritten() throws Exception {
        Path state = folder.resolve("state");
        try (EmbeddedDaemon primary = EmbeddedDaemon.start(DaemonOptions.of(folder.resolve("p"), DaemonStyle.MASTERD));
                ProxyProcess proxy = ProxyProcess.ready(folder, primary.socket(), "--shadow", folder.resolve("s"));
                OtherClient client = OtherClient.start(
                        proxy.listen(), "--password=" + OF_A_COMMAND_LINE, "--secret", OF_A_COMMAND_LINE)) {
            client.ask(JOB);
            // No shadow answers: the reply that tells of jobs becomes evidence.
            client.ask(JOBS);
            await().atMost(ProxyProcess.TIME_LIMIT)
                    .until(() -> !EvidenceReader.open(state).ids().isEmpty());
            lookAtCommand("status", "--state-dir", state.toString(), "--json");
            assertEquals(ExitCode.OK, proxy.terminate(), proxy.err());
            look("the proxy's log", proxy.out() + proxy.err());
        }
        for (String report : List.of("clients", "consistency", "readiness")) {
            for (String format : List.of("json", "html")) {
                lookAtCommand("report", report, "--state-dir", state.toString(), "--format", format);
            }
        }
        lookAtCommand("audit", "export", "--state-dir", state.toString(), "--format", "csv");
        for (String id : EvidenceReader.open(state).ids()) {
            lookAtCommand("explain", id, "--state-dir", state.toString());
            lookAtCommand("explain", id, "--state-dir", state.toString(), "--json");
        }
        lookAtCommand("recompare", "--state-dir", state.toString());
        lookAtFiles(state);
        assertTrue(seen.stream().anyMatch(what -> what.contains("/evidence/payloads/")), seen::toString);
        assertTrue(seen.stream().anyMatch(what -> what.contains("/audit/")), seen::toString);
    }

    private void lookAtFiles(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                look(file.toString(), AuditText.in(file));
            }
        }
    }
}
