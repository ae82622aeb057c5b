package org.paralux.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.audit.AuditEvent;
import org.paralux.audit.evidence.Evidence;
import org.paralux.diff.Comparer;
import org.paralux.diff.ComparisonContext;
import org.paralux.luxi.Query;
import org.paralux.qa.ask.Daemon;
import org.paralux.qa.ask.HarmlessRequest;
import org.paralux.qa.ask.Pair;
import org.paralux.qa.ask.Time;
import org.paralux.qa.replay.RecordedQueries;
import org.paralux.qa.replay.RecordedQuery;
import org.paralux.qa.replay.StoredAnswers;
import org.paralux.qa.replay.Timetable;
import org.paralux.qa.run.QaResult;
import org.paralux.qa.run.ReplayRun;
import org.paralux.qa.run.StopFlag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Recorded queries again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Put the queries of a log to two daemons, as fast as they came or faster, and tell what they differ in.",
            "Without --primary the answers are those of the evidence: for a daemon that is gone.",
            "Exits as 'qa' does."
        })
final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AuditCommand.Source source;

    @Option(names = "--primary", paramLabel = "PATH", description = "The daemon that answers today.")
    private @Nullable Path primary;

    @Option(names = "--candidate", paramLabel = "PATH", required = true, description = "The daemon on trial.")
    private Path candidate;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "So many times as fast as then; 0 for as fast as --rate lets (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Go on where the run stopped that wrote this file, and write there how far this one comes.")
    private @Nullable Path resume;

    @Mixin
    private Range range;

    @Mixin
    private QaLimits limits;

    @Mixin
    private QaOutput output;

    private final StoredAnswers answers = new StoredAnswers();
    private final List<String> leftOut = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(speed >= 0)) {
            throw new CommandFailure(ExitCode.USAGE, "--speed: " + speed + " (expected: >= 0)");
        }
        List<RecordedQuery> queries = primary == null ? ofEvidence() : ofLog();
        Comparer comparer = new Comparer(output.rules().on(QaOutput.today()));
        ResumeFile file = new ResumeFile(resume);
        StopFlag stop = new StopFlag();
        Daemon first = primary == null ? answers : limits.daemon(primary);
        try (StopSignal signal = StopSignal.install();
                Pair pair = new Pair(first, limits.daemon(candidate), () -> comparer, ComparisonContext.UNKNOWN)) {
            signal.onSignal(() -> stop.stop("a signal"));
            int exitCode = output.print(
                    primary == null ? "answers in " + source.stateDir() : primary.toString(),
                    candidate.toString(),
                    run(pair, queries, file, stop),
                    spec.commandLine().getOut());
            signal.endWith(exitCode);
            return exitCode;
        }
    }

    private QaResult run(Pair pair, List<RecordedQuery> queries, ResumeFile file, StopFlag stop)
            throws IOException, InterruptedException {
        int from = file.position();
        try (ProgressLine line = new ProgressLine(spec.commandLine().getErr())) {
            Timetable row = new Timetable(queries, from, speed, Time.SYSTEM);
            ReplayRun run = new ReplayRun(pair, limits.options(0, 0, 0, Duration.ZERO), Time.SYSTEM, stop, line);
            return run.run(row, leftOut, position -> file.reached(from + position));
        } finally {
            file.write();
        }
    }

    private StoredTrials trials() {
        return new StoredTrials(
                source.stateDir(), text -> spec.commandLine().getErr().println("paralux replay: " + text));
    }

    private List<RecordedQuery> ofLog() throws IOException {
        RecordedQueries recorded = new RecordedQueries();
        Instant now = Instant.now();
        Instant since = range.since(now);
        Instant until = range.until(now);
        trials().readLog(Set.of(AuditEvent.Exchange.class), entry -> {
            if ((since == null || !entry.time().isBefore(since))
                    && (until == null || entry.time().isBefore(until))) {
                recorded.accept(entry);
            }
        });
        recorded.leftOut().forEach((what, count) -> leftOut.add(what + ": " + count));
        return recorded.all();
    }

    private List<RecordedQuery> ofEvidence() throws IOException {
        List<RecordedQuery> queries = new ArrayList<>();
        long[] closed = {0};
        trials().readEvidence(stored -> {
            Evidence evidence = stored.evidence();
            Query query = Query.in(evidence.request()).orElse(null);
            if (query != null && answers.add(evidence)) {
                queries.add(new RecordedQuery(evidence.time(), HarmlessRequest.of(query)));
            } else {
                closed[0]++;
            }
        });
        leftOut.add("evidence without an answer that can be compared: " + closed[0]);
        return queries.stream()
                .sorted(Comparator.comparing(RecordedQuery::time))
                .toList();
    }

    /** How far a replay has come. */
    private static final class ResumeFile {
        private final @Nullable Path path;
        private volatile long reached;

        ResumeFile(@Nullable Path path) {
            this.path = path;
        }

        int position() throws IOException {
            if (path == null || !Files.exists(path)) {
                return 0;
            }
            try {
                reached = Integer.parseInt(Files.readString(path).strip());
                return (int) reached;
            } catch (NumberFormatException e) {
                throw new CommandFailure(path + ": no number (expected: a file that an earlier replay wrote)", e);
            }
        }

        void reached(long position) {
            reached = position;
        }

        void write() throws IOException {
            if (path != null) {
                Files.writeString(path, reached + "\n");
            }
        }
    }
}
