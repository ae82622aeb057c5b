package org.paralux.app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paralux.proxy.web.WebAddress;

/** The values in force: flags over file over defaults. Immutable. */
public final class Settings {
    private final Map<Setting, Object> values;

    private Settings(Map<Setting, Object> values) {
        this.values = values;
    }

    /**
     * The settings of a file with the flags over them.
     *
     * @param file what the settings file says
     * @param flags what was given on the command line, as text
     * @throws SettingsException naming the first flag that cannot be used
     */
    public static Settings of(Map<Setting, Object> file, Map<Setting, String> flags) throws SettingsException {
        Map<Setting, Object> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String flag = flags.get(setting);
            if (flag != null) {
                values.put(setting, parse("--" + setting.key().replace('.', '-'), setting, flag));
            } else if (file.containsKey(setting)) {
                values.put(setting, file.get(setting));
            } else if (setting.defaultText() != null) {
                values.put(setting, setting.parse(setting.defaultText()));
            }
        }
        return new Settings(values);
    }

    static Object parse(String where, Setting setting, String text) throws SettingsException {
        try {
            return setting.parse(text);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(where + ": " + e.getMessage());
        }
    }

    /**
     * A path that must be set.
     *
     * @throws SettingsException when it is not set and has no default
     */
    public Path path(Setting setting) throws SettingsException {
        return optionalPath(setting)
                .orElseThrow(() -> new SettingsException("--" + setting.key() + " is missing (expected: "
                        + setting.description() + "; give the flag or set it in the settings file)"));
    }

    public Optional<Path> optionalPath(Setting setting) {
        return Optional.ofNullable((Path) values.get(setting));
    }

    /** Where the dashboard is to be served; empty for nowhere. */
    public Optional<WebAddress> dashboard() {
        return Optional.ofNullable((WebAddress) values.get(Setting.DASHBOARD));
    }

    public Optional<String> optionalText(Setting setting) {
        return Optional.ofNullable((String) values.get(setting));
    }

    public String text(Setting setting) {
        return (String) required(setting);
    }

    /** The words of a list; none where it says so. */
    public Set<String> words(Setting setting) {
        return Setting.wordsIn(text(setting));
    }

    public int number(Setting setting) {
        return (int) required(setting);
    }

    public long bytes(Setting setting) {
        return (long) required(setting);
    }

    public Duration duration(Setting setting) {
        return (Duration) required(setting);
    }

    private Object required(Setting setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("setting: " + setting.key() + " has no value (expected: one)");
        }
        return value;
    }
}
