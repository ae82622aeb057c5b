package org.paralux.app.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiClient;
import org.paralux.luxi.LuxiJson;
import org.paralux.luxi.Payload;
import org.paralux.proxy.attach.Standing;
import org.paralux.proxy.epoch.DaemonFacts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Whether the daemon on trial can do harm: from 2.12 on it runs jobs of its own accord. */
final class ShadowCheck implements Check {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final Payload JOBS = Payload.of(
            "{\"method\":\"Query\",\"args\":[\"job\",[\"id\",\"status\"],[\"|\",[\"=\",\"status\",\"queued\"],"
                    + "[\"=\",\"status\",\"waiting\"],[\"=\",\"status\",\"running\"],[\"=\",\"status\",\"canceling\"]]]}");
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final int FIRST_THAT_SCHEDULES = 12;

    @Override
    public String name() {
        return "shadow";
    }

    @Override
    public List<Finding> look(Patient patient) throws IOException {
        Path shadow = patient.shadow();
        Optional<Long> pid = shadow == null ? Optional.empty() : Processes.listeningAt(shadow);
        if (shadow == null || pid.isEmpty()) {
            // That it does not accept is said where both daemons are looked at.
            return List.of();
        }
        Optional<Path> daemon = Standing.of(patient.names()).daemon();
        Long primary = daemon.flatMap(Processes::listeningAt).orElse(null);
        if (pid.get().equals(primary)) {
            return List.of(Finding.wrong(
                    name(),
                    shadow + " is served by the primary itself, process " + primary,
                    "give the socket of another daemon: this one would be compared with itself"));
        }
        if (Processes.isParalux(pid.get())) {
            return List.of(Finding.wrong(
                    name(),
                    shadow + " is served by a Paralux, process " + pid.get(),
                    "give the socket of the daemon behind it"));
        }
        return schedules(DaemonFacts.ask(shadow).release())
                ? scheduler(patient, shadow, pid.get(), primary)
                : List.of(Finding.ok(name(), shadow + " runs no jobs: its release only answers queries"));
    }

    private static boolean schedules(@Nullable String release) {
        Matcher numbers = RELEASE.matcher(release == null ? "" : release);
        if (!numbers.matches()) {
            // Who does not say is taken for one that does.
            return true;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > 2 || (major == 2 && Integer.parseInt(numbers.group(2)) >= FIRST_THAT_SCHEDULES);
    }

    private List<Finding> scheduler(Patient patient, Path shadow, long pid, @Nullable Long primary) throws IOException {
        List<Finding> findings = new ArrayList<>();
        queue(pid, primary, findings);
        jobs(shadow, findings);
        files(pid, findings);
        if (!patient.blindTo().contains("job")) {
            findings.add(Finding.note(
                    name(),
                    "a shadow with a queue of its own knows none of the primary's jobs, and is asked for them",
                    "set trial.cannot-see: 'job live', unless it has a copy of the queue"));
        }
        return findings;
    }

    private void queue(long pid, @Nullable Long primary, List<Finding> findings) throws IOException {
        Optional<DaemonFiles.Identity> its = DaemonFiles.queueOf(pid);
        Optional<DaemonFiles.Identity> live = primary == null ? Optional.empty() : DaemonFiles.queueOf(primary);
        if (its.isEmpty()) {
            findings.add(
                    DaemonFiles.isReadable(pid)
                            ? Finding.ok(name(), "process " + pid + " has no job queue that Ganeti knows")
                            : Finding.note(
                                    name(),
                                    "it cannot be seen which job queue process " + pid + " has",
                                    "run 'paralux doctor' as root"));
        } else if (its.equals(live)) {
            findings.add(Finding.wrong(
                    name(),
                    "it shares the job queue of the primary: each job would be run by both",
                    "stop process " + pid + " now; 'paralux shadow start --luxid PATH' starts a safe one"));
        } else {
            findings.add(Finding.ok(name(), "it has a job queue of its own"));
        }
    }

    private void jobs(Path shadow, List<Finding> findings) {
        try (LuxiClient client = LuxiClient.connect(shadow, TIME_LIMIT)) {
            JsonNode rows = LuxiJson.MAPPER
                    .readTree(client.call(JOBS).toByteArray())
                    .path("result")
                    .path("data");
            if (!rows.isArray()) {
                findings.add(Finding.note(name(), "it does not say which jobs it has", "look by 'gnt-job list'"));
            } else if (rows.isEmpty()) {
                findings.add(Finding.ok(name(), "it holds no unfinished job"));
            } else {
                findings.add(Finding.wrong(
                        name(),
                        "it holds " + rows.size() + " unfinished jobs, which it runs, or will",
                        "stop it, empty its queue, start it again; 'paralux shadow start' begins with an empty one"));
            }
        } catch (IOException | JacksonException e) {
            findings.add(Finding.wrong(name(), "it does not answer a query: " + e.getMessage(), "look at its log"));
        }
    }

    /** What it could reach other nodes with, and whether it could write the configuration. */
    private void files(long pid, List<Finding> findings) {
        if (!DaemonFiles.isReadable(pid)) {
            return;
        }
        boolean own = DaemonFiles.hasOwnNetwork(pid);
        if (DaemonFiles.seesCertificates(pid) && !own) {
            findings.add(Finding.note(
                    name(),
                    "it has the cluster's certificates and this host's network: it can reach the nodes",
                    "start it by 'paralux shadow start', which gives it neither"));
        } else {
            findings.add(Finding.ok(name(), own ? "it has a network of its own" : "it has no certificates"));
        }
    }
}
