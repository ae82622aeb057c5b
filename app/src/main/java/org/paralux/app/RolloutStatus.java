package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** How far each query class has come. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show the stage of each query class, and who answered since the proxy started.")
final class RolloutStatus implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminOptions proxy;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        JsonNode page = proxy.get("/rollout");
        if (json) {
            spec.commandLine().getOut().println(page);
        } else {
            print(spec.commandLine().getOut(), page);
        }
        return ExitCode.OK;
    }

    static void print(PrintWriter out, JsonNode page) {
        out.printf("%-34s %-14s %s%n", "class", "stage", "answered by the new daemon");
        page.path("classes")
                .forEachEntry((name, shown) ->
                        out.printf("%-34s %-14s %s%n", name, shown.path("stage").asString(), share(shown)));
        out.printf("%-34s %s%n", "every other class", page.path("others").asString());
        plan(out, page);
        count(out, page, "fellBack", "%d queries went to the primary because the new daemon did not answer%n");
        count(out, page, "identityLate", "%d queries went to the primary because it was not known in time who asked%n");
        clients(out, "refused, and told to ask elsewhere", page.path("refused"));
        clients(out, "would be refused", page.path("wouldBeRefused"));
        clients(out, "spared until", page.path("spared"));
    }

    /** What comes next, before it happens; and why classes were taken back. */
    private static void plan(PrintWriter out, JsonNode page) {
        JsonNode plan = page.path("plan");
        if (plan.isObject()) {
            String paused = plan.path("paused").asString();
            out.println("plan '" + plan.path("name").asString() + "', started "
                    + plan.path("startedAt").asString()
                    + (plan.path("done").asBoolean() ? ", done" : "")
                    + (paused.isEmpty() ? "" : ", paused: " + paused));
            page.path("classes").forEachEntry((name, shown) -> {
                if (shown.has("next")) {
                    out.printf(
                            "  %-32s step %d of %d, next: %s%n",
                            name,
                            shown.path("step").asInt(),
                            shown.path("of").asInt(),
                            shown.path("next").asString());
                }
            });
        }
        page.path("classes")
                .forEachEntry((name, shown) ->
                        shown.path("breaches").forEach(each -> out.println("breach: " + each.asString())));
    }

    private static String share(JsonNode shown) {
        long queries = shown.path("queries").asLong();
        return queries == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d of %d queries (%.1f %%), %d of %d clients",
                        shown.path("queriesOfShadow").asLong(),
                        queries,
                        100.0 * shown.path("queriesOfShadow").asLong() / queries,
                        shown.path("clientsOfShadow").asLong(),
                        shown.path("clients").asLong());
    }

    private static void count(PrintWriter out, JsonNode page, String name, String text) {
        if (page.path(name).asLong() > 0) {
            out.printf(text, page.path(name).asLong());
        }
    }

    private static void clients(PrintWriter out, String title, JsonNode clients) {
        if (!clients.isEmpty()) {
            out.println(title);
            clients.forEachEntry((client, value) -> out.printf("  %s  %s%n", value.asString(), client));
        }
    }
}
