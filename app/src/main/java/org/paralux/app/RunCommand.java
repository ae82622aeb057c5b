package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.app.settings.SettingsFile;
import org.paralux.diff.Rules;
import org.paralux.proxy.Attachments;
import org.paralux.proxy.Proxy;
import org.paralux.proxy.ProxySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The proxy, in the foreground. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the proxy in the foreground; prints 'ready' once the listening socket is served.")
final class RunCommand implements Callable<Integer> {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunCommand.class);

    @Spec
    private CommandSpec spec;

    @Option(names = "--listen", paramLabel = "PATH", description = "The socket that clients connect to.")
    private @Nullable String listen;

    @Option(names = "--primary", paramLabel = "PATH", description = "The socket of the daemon that answers.")
    private @Nullable String primary;

    @Option(
            names = "--shadow",
            paramLabel = "PATH",
            description = "The socket of the daemon on trial: asked every query after the primary answered it.")
    private @Nullable String shadow;

    @Option(
            names = "--listen-role",
            paramLabel = "master|query",
            description = "Whose place the listening socket takes; queries on 'master' are misdirected.")
    private @Nullable String listenRole;

    @Option(names = "--state-dir", paramLabel = "DIR", description = "Where the audit log is kept.")
    private @Nullable String stateDir;

    @Option(names = "--admin", paramLabel = "PATH", description = "The admin socket; DIR/admin.sock if not given.")
    private @Nullable String admin;

    @Option(
            names = "--dashboard",
            paramLabel = "HOST:PORT|PATH",
            description = "Serve the dashboard on a loopback address or a Unix socket; see 'paralux dashboard'.")
    private @Nullable String dashboard;

    @Option(names = "--config", paramLabel = "FILE", description = "A settings file; flags go before it.")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException, SettingsException, InterruptedException {
        Settings settings = Settings.of(config == null ? Map.of() : SettingsFile.read(config), flags());
        Logging.configure(settings.text(Setting.LOG_FORMAT), settings.text(Setting.LOG_LEVEL));
        ProxySettings proxySettings = ProxySettingsReader.read(settings, Main.Version.number());
        Proxy proxy = new Proxy(
                proxySettings, new Attachments(new ReportAdvisor(), new StoredReports(proxySettings.stateDir())));
        try (StopSignal stop = StopSignal.install()) {
            try {
                proxy.start();
            } catch (IOException | RuntimeException e) {
                proxy.stop("error");
                throw e;
            }
            ReloadSignal.install(() -> reloadRules(settings, proxy));
            Ready.print(spec, proxy, stop);
            stop.await();
            proxy.stop("signal");
        }
        return ExitCode.OK;
    }

    /** A file with a mistake changes nothing. */
    private static void reloadRules(Settings settings, Proxy proxy) {
        try {
            Rules rules = ProxySettingsReader.rules(settings);
            proxy.compareBy(rules);
            LOGGER.atInfo().addKeyValue("rules", rules.hash()).log("rules read again");
        } catch (SettingsException e) {
            String problem = String.valueOf(e.getMessage()).lines().collect(Collectors.joining("; "));
            LOGGER.atWarn().addKeyValue("problem", problem).log("rules not read again, those before stay in force");
        }
    }

    private Map<Setting, String> flags() {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        put(flags, Setting.LISTEN, listen);
        put(flags, Setting.PRIMARY, primary);
        put(flags, Setting.SHADOW, shadow);
        put(flags, Setting.LISTEN_ROLE, listenRole);
        put(flags, Setting.STATE_DIR, stateDir);
        put(flags, Setting.ADMIN, admin);
        put(flags, Setting.DASHBOARD, dashboard);
        return flags;
    }

    private static void put(Map<Setting, String> flags, Setting setting, @Nullable String value) {
        if (value != null) {
            flags.put(setting, value);
        }
    }
}
