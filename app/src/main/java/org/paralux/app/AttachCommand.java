package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.SettingsException;
import org.paralux.proxy.Proxy;
import org.paralux.proxy.attach.Plan;
import org.paralux.proxy.attach.SocketNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The proxy, in the place of a running daemon's socket. */
@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        description = "Run the proxy in the foreground, in the place of a running daemon's socket; prints 'ready' once"
                + " it is served, and how to undo it.")
final class AttachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "The daemon's socket; what 'listen' says, or Ganeti's own, if not given. It is called"
                    + " PATH.primary as long as the proxy has its place.")
    private @Nullable Path socket;

    @Option(names = "--dry-run", description = "Print the steps, and make none.")
    private boolean dryRun;

    @Mixin
    private ProxyOptions options;

    @Override
    public Integer call() throws IOException, SettingsException, InterruptedException {
        Map<Setting, @Nullable String> paths = options.daemon(socket);
        SocketNames names = SocketNames.of(Path.of(Objects.requireNonNull(paths.get(Setting.LISTEN))));
        if (dryRun) {
            Plan.of(names).lines().forEach(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        }
        paths.put(Setting.LISTEN, names.socket().toString());
        paths.put(Setting.PRIMARY, names.primary().toString());
        return RunningProxy.untilItEnds(
                spec,
                options.settings(paths),
                options,
                (proxySettings, surroundings, over) ->
                        Proxy.attached(proxySettings, surroundings, GuardianMain.class, over),
                List.of("undo: paralux detach --socket " + names.socket()));
    }
}
