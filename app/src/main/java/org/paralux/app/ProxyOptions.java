package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.proxy.ProxySettings;
import org.paralux.proxy.handover.Predecessor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of every command that runs a proxy. */
final class ProxyOptions {
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

    @Option(
            names = "--query-listen",
            paramLabel = "PATH",
            description = "A second socket, before the shadow: its clients are forwarded to the shadow and counted, so"
                    + " that what has moved there can be told.")
    private @Nullable String queryListen;

    @Option(names = "--state-dir", paramLabel = "DIR", description = "Where the audit log is kept.")
    private @Nullable String stateDir;

    @Option(names = "--admin", paramLabel = "PATH", description = "The admin socket; DIR/admin.sock if not given.")
    private @Nullable String admin;

    @Option(
            names = "--dashboard",
            paramLabel = "HOST:PORT|PATH",
            description = "Serve the dashboard on a loopback address or a Unix socket; see 'paralux dashboard'.")
    private @Nullable String dashboard;

    @Option(
            names = "--take-over",
            description = "Take the path of the proxy that runs on the same admin socket, which then lets its"
                    + " connections end: an upgrade without a refused connection.")
    private boolean takeOver;

    @Mixin
    private ConfigOption config;

    /**
     * The settings in force, of these flags, others, and the file.
     *
     * @param others flags of the command alone; null values are not given. A role is that of a socket that was found:
     *     flag and file go before it
     */
    Settings settings(Map<Setting, @Nullable String> others) throws IOException, SettingsException {
        Map<Setting, String> flags = new EnumMap<>(Setting.class);
        others.forEach((setting, value) -> put(flags, setting, value));
        put(flags, Setting.SHADOW, shadow);
        put(flags, Setting.LISTEN_ROLE, listenRole);
        put(flags, Setting.QUERY_LISTEN, queryListen);
        put(flags, Setting.STATE_DIR, stateDir);
        put(flags, Setting.ADMIN, admin);
        put(flags, Setting.DASHBOARD, dashboard);
        Map<Setting, Object> file = config.read();
        if (listenRole == null && file.containsKey(Setting.LISTEN_ROLE)) {
            flags.remove(Setting.LISTEN_ROLE);
        }
        return Settings.of(file, flags);
    }

    /**
     * Where the daemon is that a proxy is to be before: as flag, file or the host say it. Where it was found its name
     * says the role too.
     *
     * @param given by a flag; null where none was
     */
    Map<Setting, @Nullable String> daemon(@Nullable Path given) throws SettingsException {
        Map<Setting, Object> file = config.read();
        Path socket = GanetiSockets.daemonSocket(given, file);
        Map<Setting, @Nullable String> paths = new EnumMap<>(Setting.class);
        paths.put(Setting.LISTEN, socket.toString());
        if (given == null && !file.containsKey(Setting.LISTEN)) {
            paths.put(Setting.LISTEN_ROLE, GanetiSockets.roleOf(socket));
        }
        return paths;
    }

    /** The running proxy that hands over to this one; null where that was not asked for. */
    @Nullable Predecessor predecessor(ProxySettings settings) throws IOException {
        if (!takeOver) {
            return null;
        }
        try {
            return Predecessor.ask(settings.admin().socket());
        } catch (IOException e) {
            throw new IOException(
                    "cannot take over: " + e.getMessage() + " Without --take-over this proxy starts"
                            + " where none runs.",
                    e);
        }
    }

    private static void put(Map<Setting, String> flags, Setting setting, @Nullable String value) {
        if (value != null) {
            flags.put(setting, value);
        }
    }
}
