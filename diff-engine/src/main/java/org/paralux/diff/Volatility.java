package org.paralux.diff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the value of a field changes by itself. The fields are in {@code volatility.txt}, which is reviewed; one that is
 * not there is {@link #UNKNOWN}, which is as strict as {@link #CONFIG}.
 */
public enum Volatility {
    /** In the configuration: changes when somebody changes it. */
    CONFIG,
    /** In the configuration: changes at every write to its object. */
    CONFIG_BUMP,
    /** Asked of the nodes: changes at an event, such as a reboot. */
    LIVE_STABLE,
    /** Asked of the nodes: may differ between two looks a moment apart. */
    LIVE_DRIFT,
    /** In the job's file. */
    JOB,
    /** Set when the job is submitted. */
    JOB_FIXED,
    /** Changes while the job runs. */
    JOB_MOVING,
    /** Told by a flag file. */
    FLAG,
    /** A constant of the build. */
    BUILD,
    /** In masterd's memory. */
    MEMORY,
    UNKNOWN;

    private static final Map<String, Volatility> BY_FIELD = load();

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /**
     * How a field moves.
     *
     * @param resource as in {@code Query}, also for the classic calls; {@code cluster} for cluster information and
     *     configuration values; null where it is not known
     */
    public static Volatility of(@Nullable String resource, @Nullable String field) {
        if (resource == null || field == null) {
            return UNKNOWN;
        }
        String known = resource.equals("nodegroup") ? "group" : resource;
        Volatility exact = BY_FIELD.get(known + " " + field);
        int slash = field.lastIndexOf('/');
        return exact != null || slash < 0
                ? Objects.requireNonNullElse(exact, UNKNOWN)
                : BY_FIELD.getOrDefault(known + " " + field.substring(0, slash) + "/*", UNKNOWN);
    }

    /** The class as files and reports print it. */
    public String word() {
        return word;
    }

    /** Whether the configuration holds the value. */
    public boolean isConfiguration() {
        return this == CONFIG || this == CONFIG_BUMP;
    }

    private static Map<String, Volatility> load() {
        Map<String, Volatility> byField = new HashMap<>();
        for (String line : Resource.lines("volatility.txt")) {
            List<String> words = Arrays.asList(line.strip().split(" +"));
            if (!line.isBlank() && !line.startsWith("#")) {
                Volatility volatility =
                        valueOf(words.get(2).toUpperCase(Locale.ROOT).replace('-', '_'));
                if (byField.put(words.get(0) + " " + words.get(1), volatility) != null) {
                    throw new IllegalStateException("volatility.txt: " + line + ": twice (expected: once)");
                }
            }
        }
        return Map.copyOf(byField);
    }
}
