package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.drill.DrillKind;
import org.paralux.proxy.units.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What would happen if a daemon failed now. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description =
                "Rehearse the failure of a daemon on the traffic of now, inside the running proxy: neither daemon and"
                        + " no client notices. Says which classes and clients would have been hurt, by the stages that hold.")
final class DrillCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminOptions proxy;

    @Parameters(paramLabel = "KIND", description = "primary-down, shadow-down or shadow-slow.")
    private String kind;

    @Option(names = "--for", paramLabel = "D", defaultValue = "60s", description = "How long (${DEFAULT-VALUE}).")
    private String length;

    @Option(
            names = "--delay",
            paramLabel = "D",
            defaultValue = "5s",
            description = "How much longer a slow shadow takes (${DEFAULT-VALUE}).")
    private String delay;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (DrillKind.of(kind).isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "KIND: '" + kind + "' (expected: primary-down, shadow-down or shadow-slow)");
        }
        ObjectNode asked = LuxiJson.MAPPER.createObjectNode();
        asked.put("kind", kind);
        asked.put("millis", millis("--for", length));
        asked.put("delayMillis", millis("--delay", delay));
        JsonNode page = proxy.post("/drill", asked);
        while (!page.path("ended").asBoolean()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            page = proxy.get("/drill");
        }
        if (json) {
            spec.commandLine().getOut().println(page);
        } else {
            print(spec.commandLine().getOut(), page);
        }
        return ExitCode.OK;
    }

    private static long millis(String option, String text) {
        try {
            return Units.duration(text).toMillis();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, option + ": " + e.getMessage());
        }
    }

    private void print(PrintWriter out, JsonNode page) {
        long hurt = page.path("hurt").asLong();
        long requests =
                hurt + page.path("delayed").asLong() + page.path("unhurt").asLong();
        out.printf(
                "%s, %s on the traffic of now: of %d requests %d would have failed, %d would have been late%n",
                kind, length, requests, hurt, page.path("delayed").asLong());
        if (kind.equals(DrillKind.SHADOW_SLOW.word())) {
            out.println(
                    page.path("fallsBack").asBoolean()
                            ? "late queries go to the primary after rollout.fall-back-after"
                            : "late queries are answered by the shadow, " + delay + " later");
        }
        rows(out, "class", page.path("classes"));
        rows(out, "client", page.path("clients"));
    }

    private static void rows(PrintWriter out, String title, JsonNode rows) {
        out.printf("%8s %8s %8s  %s%n", "failed", "late", "unhurt", title);
        rows.forEachEntry((name, row) -> out.printf(
                "%8d %8d %8d  %s%n",
                row.path("hurt").asLong(),
                row.path("delayed").asLong(),
                row.path("unhurt").asLong(),
                name));
    }
}
