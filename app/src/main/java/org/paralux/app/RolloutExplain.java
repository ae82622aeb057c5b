package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.paralux.luxi.LuxiJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Why one class is where it is. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Say why a query class is where it is, what comes next, and how each of its gates stands.")
final class RolloutExplain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminOptions proxy;

    @Parameters(paramLabel = "CLASS", description = "The query class; see 'paralux rollout status'.")
    private String queryClass;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        JsonNode page = proxy.post(
                "/rollout/explain", LuxiJson.MAPPER.createObjectNode().put("class", queryClass));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(page);
        } else {
            print(out, page);
        }
        return ExitCode.OK;
    }

    private static void print(PrintWriter out, JsonNode page) {
        out.println(
                page.path("class").asString() + " is in " + page.path("stage").asString()
                        + (page.has("step")
                                ? ", step " + page.path("step").asInt() + " of "
                                        + page.path("of").asInt() + " of the plan '"
                                        + page.path("plan").asString() + "'"
                                : ", with no plan for it"));
        if (page.has("next")) {
            out.println("next: " + page.path("next").asString());
        }
        page.path("breaches").forEach(each -> out.println("breach: " + each.asString()));
        if (page.path("readingLog").asBoolean()) {
            out.println("the log is still being read again: some evidence may be missing");
        }
        page.path("gates").forEach(each -> {
            out.printf(
                    "%-11s %-20s %s%n",
                    each.path("gate").asString(),
                    each.path("state").asString(),
                    each.path("found").asString());
            out.printf(
                    "%-11s %-20s wanted: %s%n",
                    "",
                    "(" + each.path("action").asString() + ")",
                    each.path("wanted").asString());
        });
    }
}
