package org.paralux.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.SettingsException;
import org.paralux.app.settings.SettingsFile;
import picocli.CommandLine.Option;

/** Which settings file is read. */
final class ConfigOption {
    /** Names the file where no flag does; an installed launcher sets it. */
    static final String VARIABLE = "PARALUX_CONFIG";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A settings file; flags go before it. " + VARIABLE + " names one where this does not.")
    private @Nullable Path config;

    /** What the file says; nothing where there is none. */
    Map<Setting, Object> read() throws SettingsException {
        if (config != null) {
            return SettingsFile.read(config);
        }
        String usual = System.getenv(VARIABLE);
        return usual == null || usual.isEmpty() ? Map.of() : SettingsFile.read(Path.of(usual));
    }
}
