package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paralux.qa.clients.SampleClient.Kind;

/**
 * The demo's clients: each a process of this program under a name of its own, so that the kernel tells them apart as it
 * does any others.
 */
final class DemoClients implements AutoCloseable {
    /** What each is called, as programs on a master node might be. */
    private static final Map<Kind, String> NAMES = Map.of(
            Kind.WELL_BEHAVED, "job-runner",
            Kind.MISDIRECTED, "inventory-poller",
            Kind.CRON_LIKE, "capacity-check",
            Kind.JOB_SUBMITTER, "deploy-tool",
            Kind.OPERATOR, "cluster-console",
            Kind.FUZZER, "fuzzer");

    private final Map<String, Process> processes;

    private DemoClients(Map<String, Process> processes) {
        this.processes = processes;
    }

    static DemoClients start(Path folder, Path socket, Duration time, long seed) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Map<String, Process> processes = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            String name = NAMES.getOrDefault(kind, kind.wireName());
            Path program = Files.createSymbolicLink(folder.resolve(name), java);
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "sample-client",
                    kind.wireName(),
                    "--socket",
                    socket.toString(),
                    "--time",
                    time.toMillis() + "ms",
                    "--seed",
                    String.valueOf(seed)));
            processes.put(name, new ProcessBuilder(command).inheritIO().start());
        }
        return new DemoClients(processes);
    }

    int size() {
        return processes.size();
    }

    String names() {
        return processes.keySet().stream().collect(Collectors.joining(", "));
    }

    /** Waits until each has ended by itself. */
    void await() throws InterruptedException {
        for (Process process : processes.values()) {
            process.waitFor();
        }
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroy);
    }
}
