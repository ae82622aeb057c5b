package org.paralux.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.paralux.luxi.LuxiJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The way to the dashboard of a running proxy. */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        description = "Print the address of the running proxy's dashboard, which opens it once within a minute.")
final class DashboardCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminOptions proxy;

    @Override
    public Integer call() throws IOException {
        JsonNode invitation = proxy.post("/dashboard", LuxiJson.MAPPER.createObjectNode());
        String url = invitation.path("url").asString("");
        if (url.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the proxy serves no dashboard (expected: run it with --dashboard 127.0.0.1:8710, or set it)");
        }
        String forward = invitation.path("forward").asString("");
        if (!forward.isEmpty()) {
            spec.commandLine().getErr().println("first, on your own host: ssh -L " + forward + " HOST");
        }
        spec.commandLine().getOut().println(url);
        return ExitCode.OK;
    }
}
