package org.paralux.app;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.SettingsException;
import org.paralux.proxy.Proxy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The proxy, in the foreground. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the proxy in the foreground; prints 'ready' once the listening socket is served.")
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--listen", paramLabel = "PATH", description = "The socket that clients connect to.")
    private @Nullable String listen;

    @Option(names = "--primary", paramLabel = "PATH", description = "The socket of the daemon that answers.")
    private @Nullable String primary;

    @Mixin
    private ProxyOptions options;

    @Override
    public Integer call() throws IOException, SettingsException, InterruptedException {
        Map<Setting, @Nullable String> paths = new EnumMap<>(Setting.class);
        paths.put(Setting.LISTEN, listen);
        paths.put(Setting.PRIMARY, primary);
        return RunningProxy.untilItEnds(spec, options.settings(paths), options, Proxy::new, List.of());
    }
}
