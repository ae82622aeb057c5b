package org.paralux.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What a running proxy says of itself. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Say what the running proxy does, and what it has counted.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminOptions proxy;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        JsonNode status = proxy.get("/status");
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(status);
            return ExitCode.OK;
        }
        out.printf(
                "%s since %s, pid %s%n",
                status.path("serving").asBoolean() ? "serving" : "hidden: the primary is down",
                status.path("startedAt").asString(),
                status.path("pid").asString());
        for (String name : List.of("listen", "queryListen", "primary", "shadow", "epoch", "connections", "effort")) {
            line(name, status.path(name));
        }
        section("counts, in complete requests", status.path("counts"));
        section("clients by certainty", status.path("identities"));
        section("audit log", status.path("audit"));
        return ExitCode.OK;
    }

    private void section(String title, JsonNode members) {
        spec.commandLine().getOut().println(title);
        members.forEachEntry(this::line);
    }

    private void line(String name, JsonNode value) {
        if (!value.isNull()) {
            spec.commandLine().getOut().printf("  %-20s %s%n", name, value.asString());
        }
    }
}
