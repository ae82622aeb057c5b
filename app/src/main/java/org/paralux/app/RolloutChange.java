package org.paralux.app;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.paralux.luxi.LuxiJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A change of stages that somebody asks for; the log says who, and why. */
abstract class RolloutChange implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Mixin
    private AdminOptions proxy;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason, for the log.")
    private String why;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * What is asked for beside the reason.
     *
     * @throws IOException in one line, when a file that was named cannot be read
     */
    abstract void fill(ObjectNode request) throws IOException;

    abstract String verb();

    @Override
    public Integer call() throws IOException {
        ObjectNode request = LuxiJson.MAPPER.createObjectNode().put("why", why);
        fill(request);
        JsonNode page = proxy.post(verb(), request);
        if (json) {
            spec.commandLine().getOut().println(page);
        } else {
            RolloutStatus.print(spec.commandLine().getOut(), page);
        }
        return ExitCode.OK;
    }

    ParameterException mistake(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Move query classes to a stage, from the next request on.",
                "The stages, in order: observe, shadow, 'canary 10%%', split, 'enforce warn', enforce."
            })
    static final class Set extends RolloutChange {
        @Parameters(index = "0", paramLabel = "STAGE", description = "The stage.")
        private String stage;

        @Parameters(
                index = "1..*",
                paramLabel = "CLASS",
                description = "Query classes, such as Query/instance; see 'paralux rollout status'.")
        private List<String> classes = List.of();

        @Option(names = "--others", description = "Move every class that has no stage of its own.")
        private boolean others;

        @Override
        void fill(ObjectNode request) {
            if (others != classes.isEmpty()) {
                throw mistake("CLASS: " + (others ? "some, and --others too" : "none")
                        + " (expected: names of query classes, or --others for all that have no stage of their own)");
            }
            request.put("to", stage);
            classes.forEach(request.putArray("classes")::add);
        }

        @Override
        String verb() {
            return "/rollout/set";
        }
    }

    @Command(
            name = "kill",
            mixinStandardHelpOptions = true,
            description = "Move every class back to observe at once: the primary answers, and nobody else is asked.")
    static final class Kill extends RolloutChange {
        @Override
        void fill(ObjectNode request) {}

        @Override
        String verb() {
            return "/rollout/kill";
        }
    }

    @Command(
            name = "spare",
            mixinStandardHelpOptions = true,
            description = "Let a client through that enforce would refuse, until a time.")
    static final class Spare extends RolloutChange {
        @Parameters(paramLabel = "KEY", description = "The client's key, as 'paralux report clients' prints it.")
        private String client;

        @Option(
                names = "--until",
                paramLabel = "TIME",
                required = true,
                description = "When it ends, such as 2026-12-31, or 2h from now.")
        private String until;

        @Override
        void fill(ObjectNode request) {
            Instant end;
            try {
                end = Times.parseAhead("--until", until, Instant.now(), ZoneId.systemDefault());
            } catch (IllegalArgumentException e) {
                throw mistake(String.valueOf(e.getMessage()));
            }
            request.put("client", client).put("until", end.toString());
        }

        @Override
        String verb() {
            return "/rollout/spare";
        }
    }
}
