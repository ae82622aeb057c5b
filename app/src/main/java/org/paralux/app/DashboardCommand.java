package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(names = "--admin", paramLabel = "PATH", description = "The admin socket; DIR/admin.sock if not given.")
    private @Nullable Path admin;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            defaultValue = "/var/lib/paralux",
            description = "The proxy's state folder (${DEFAULT-VALUE}).")
    private Path stateDir;

    @Override
    public Integer call() throws IOException {
        Path socket = admin != null ? admin : StateDir.require(stateDir).resolve("admin.sock");
        JsonNode invitation = LuxiJson.MAPPER.readTree(AdminClient.post(socket, "/dashboard", ""));
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
