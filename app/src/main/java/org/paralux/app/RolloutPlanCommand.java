package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.paralux.proxy.plan.PlanException;
import org.paralux.proxy.plan.PlanFile;
import org.paralux.proxy.plan.RolloutPlan;
import org.paralux.proxy.plan.Timetable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Plans: query classes that move on by themselves, as long as their gates pass. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Move query classes on by a plan: steps, how long each lasts, gates, and who must approve.",
        subcommands = {
            RolloutPlanCommand.Check.class,
            RolloutPlanCommand.Start.class,
            RolloutPlanCommand.Pause.class,
            RolloutPlanCommand.Resume.class,
            RolloutPlanCommand.Approve.class,
            RolloutPlanCommand.Abort.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class RolloutPlanCommand {
    /** @throws IOException with one line when the file cannot be read */
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is no text (expected: a plan in YAML)", e);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read (expected: a plan in YAML)", e);
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Say what is wrong with a plan, or when each of its steps comes at the earliest, and on what.")
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The plan.")
        private Path file;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            try {
                RolloutPlan plan = PlanFile.read(file.toString(), text(file));
                Timetable timetable = Timetable.of(plan, Instant.now());
                if (json) {
                    out.println(timetable.toJson());
                } else {
                    timetable.lines(ZoneId.systemDefault()).forEach(out::println);
                }
                return ExitCode.OK;
            } catch (PlanException e) {
                spec.commandLine().getErr().println(e.getMessage());
                return ExitCode.FAILED;
            }
        }
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Start a plan: its classes go to the first step now, and on from there by themselves.")
    static final class Start extends RolloutChange {
        @Parameters(paramLabel = "FILE", description = "The plan; see 'paralux rollout plan check'.")
        private Path file;

        @Override
        void fill(ObjectNode request) throws IOException {
            request.put("file", file.toString()).put("text", text(file));
        }

        @Override
        String verb() {
            return "/rollout/plan/start";
        }
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Hold the plan: classes stay where they are. Breached gates still take them back.")
    static final class Pause extends RolloutChange {
        @Override
        void fill(ObjectNode request) {}

        @Override
        String verb() {
            return "/rollout/plan/pause";
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Let the plan go on, with classes that were taken back or moved by hand.")
    static final class Resume extends RolloutChange {
        @Parameters(arity = "0..*", paramLabel = "CLASS", description = "Only these classes; all if none is given.")
        private List<String> classes = List.of();

        @Override
        void fill(ObjectNode request) {
            classes.forEach(request.putArray("classes")::add);
        }

        @Override
        String verb() {
            return "/rollout/plan/resume";
        }
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Let the next step begin, for classes that wait for it.")
    static final class Approve extends RolloutChange {
        @Parameters(
                arity = "0..*",
                paramLabel = "CLASS",
                description = "Only these classes; all that wait if none is given.")
        private List<String> classes = List.of();

        @Override
        void fill(ObjectNode request) {
            classes.forEach(request.putArray("classes")::add);
        }

        @Override
        String verb() {
            return "/rollout/plan/approve";
        }
    }

    @Command(
            name = "abort",
            mixinStandardHelpOptions = true,
            description = "End the plan: classes stay where they are. 'paralux rollout kill' takes them back too.")
    static final class Abort extends RolloutChange {
        @Override
        void fill(ObjectNode request) {}

        @Override
        String verb() {
            return "/rollout/plan/abort";
        }
    }
}
