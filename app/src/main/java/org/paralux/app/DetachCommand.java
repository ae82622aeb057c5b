package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.SettingsException;
import org.paralux.proxy.attach.Detachment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives a daemon its path back. */
@Command(
        name = "detach",
        mixinStandardHelpOptions = true,
        description = "Give a daemon's path back to it, also with no proxy alive, or one that hangs.")
final class DetachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The socket given to 'attach'; what 'listen' says, or Ganeti's own, if not given.")
    private @Nullable Path socket;

    @Mixin
    private ConfigOption config;

    @Override
    public Integer call() throws IOException, SettingsException {
        Detachment detachment = Detachment.of(GanetiSockets.daemonSocket(socket, config.read()));
        if (!detachment.done()) {
            throw new CommandFailure(ExitCode.FAILED, detachment.sentence());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(detachment.sentence());
        if (detachment.proxyPid() != null) {
            out.println("process " + detachment.proxyPid() + " ends once its connections are over");
        }
        return ExitCode.OK;
    }
}
