package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.Settings;
import org.paralux.app.settings.SettingsException;
import org.paralux.luxi.LuxiJson;
import org.paralux.proxy.admin.AdminClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which running proxy a command is about: the one that these flags name, or that the settings file is for. */
final class AdminOptions {
    private static final String FILE = "admin.sock";

    @Option(
            names = "--admin",
            paramLabel = "PATH",
            description = "The admin socket; DIR/" + FILE + ", or what the settings say, if not given.")
    private @Nullable Path admin;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "The proxy's state folder; what the settings say if not given (/var/lib/paralux).")
    private @Nullable Path stateDir;

    @Mixin
    private ConfigOption config;

    /** Where a proxy with {@code settings} has its admin socket. */
    static Path socketOf(Settings settings) throws SettingsException {
        Path inStateDir = settings.path(Setting.STATE_DIR).resolve(FILE);
        return settings.optionalPath(Setting.ADMIN).orElse(inStateDir);
    }

    private Path socket() {
        if (admin != null) {
            return admin;
        }
        if (stateDir != null) {
            return StateDir.require(stateDir).resolve(FILE);
        }
        try {
            return socketOfSettings();
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private Path socketOfSettings() throws SettingsException {
        Settings settings = Settings.of(config.read(), Map.of());
        if (settings.optionalPath(Setting.ADMIN).isEmpty()) {
            StateDir.require(settings.path(Setting.STATE_DIR));
        }
        return socketOf(settings);
    }

    /** A page of its admin socket. */
    JsonNode get(String page) throws IOException {
        return LuxiJson.MAPPER.readTree(AdminClient.get(socket(), page));
    }

    /** Asks for something to be done. */
    JsonNode post(String verb, JsonNode body) throws IOException {
        return LuxiJson.MAPPER.readTree(AdminClient.post(socket(), verb, body.toString()));
    }
}
