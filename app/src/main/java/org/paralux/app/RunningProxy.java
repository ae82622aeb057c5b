package org.paralux.app;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.diff.Rules;
import org.paralux.proxy.Proxy;
import org.paralux.proxy.ProxySettings;
import org.paralux.proxy.Surroundings;
import org.paralux.proxy.handover.Predecessor;
import org.paralux.proxy.service.ServiceNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/** A proxy in the foreground, from its start to its end by a signal, or by another process that takes its path. */
final class RunningProxy {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunningProxy.class);

    private RunningProxy() {}

    /** Makes the proxy; {@link Proxy} has the ways. */
    @FunctionalInterface
    interface Kind {
        Proxy of(ProxySettings settings, Surroundings surroundings, @Nullable Predecessor over) throws IOException;
    }

    /** Runs it; prints {@code ready} once the path is served, and {@code then} behind it. */
    static int untilItEnds(CommandSpec spec, Settings settings, ProxyOptions options, Kind kind, List<String> then)
            throws IOException, SettingsException, InterruptedException {
        Logging.configure(settings.text(Setting.LOG_FORMAT), settings.text(Setting.LOG_LEVEL));
        ProxySettings proxySettings = ProxySettingsReader.read(settings, Main.Version.number());
        Proxy proxy = kind.of(
                proxySettings,
                Surroundings.BARE.with(new ReportAdvisor()).with(new StoredReports(proxySettings.stateDir())),
                options.predecessor(proxySettings));
        try (StopSignal stop = StopSignal.install();
                ServiceNotifier service = ServiceNotifier.of(System.getenv())) {
            proxy.onSuperseded(() -> {
                // Another process is the service from now on.
                service.isAnother();
                stop.ask();
            });
            stop.onSignal(service::stopping);
            try {
                proxy.start();
            } catch (IOException | RuntimeException e) {
                proxy.stop("error");
                throw e;
            }
            ReloadSignal.install(() -> reloadRules(settings, proxy));
            // While the daemon is down the service is up all the same, and waits for it.
            service.started("waits for a daemon behind " + proxySettings.listen(), proxy::answers);
            if (Ready.print(spec, proxy, stop, then)) {
                service.status("serves " + proxySettings.listen());
            }
            stop.await();
            proxy.stop(stop.wasSignal() ? "signal" : "superseded");
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
}
