package org.paralux.proxy.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of the command lines of Ganeti's own tools. */
final class GanetiTool {
    private static final Set<String> WITH_SUB_COMMANDS = Set.of(
            "gnt-backup",
            "gnt-cluster",
            "gnt-debug",
            "gnt-filter",
            "gnt-group",
            "gnt-instance",
            "gnt-job",
            "gnt-network",
            "gnt-node",
            "gnt-os",
            "gnt-storage");

    private static final Pattern SUB_COMMAND = Pattern.compile("[a-z][a-z-]{0,31}");

    private static final Pattern FIELDS = Pattern.compile("\\+?[A-Za-z0-9_./]+(,[A-Za-z0-9_./]+)*");
    private static final Pattern UNIT = Pattern.compile("[hmgt]");
    private static final Pattern ONE_CHARACTER = Pattern.compile("[^\\n]");

    /** How a listing looks; elsewhere {@code -o} means other things. */
    private static final Map<String, Pattern> LISTING_OPTIONS = Map.of(
            "-o", FIELDS,
            "--output", FIELDS,
            "--units", UNIT,
            "--separator", ONE_CHARACTER);

    private GanetiTool() {}

    /** The sub-command of {@code tool}, which is always its first argument; null without one. */
    static @Nullable String subCommand(String tool, List<String> argv, int first) {
        if (!WITH_SUB_COMMANDS.contains(tool) || first >= argv.size()) {
            return null;
        }
        String word = argv.get(first);
        return SUB_COMMAND.matcher(word).matches() ? word : null;
    }

    /** The options whose values are kept, and what such a value must look like. */
    static Map<String, Pattern> keptOptions(String tool, @Nullable String subCommand) {
        boolean lists = subCommand != null && subCommand.startsWith("list");
        return WITH_SUB_COMMANDS.contains(tool) && lists ? LISTING_OPTIONS : Map.of();
    }
}
