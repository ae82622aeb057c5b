package org.paralux.app;

import java.io.Console;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What is known of the terminal that standard output goes to. */
final class Terminal {
    private Terminal() {}

    static boolean isOutput() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    static int width() {
        CommandLine probe = new CommandLine(CommandLine.Model.CommandSpec.create());
        probe.setUsageHelpAutoWidth(true);
        return Math.max(UsageMessageSpec.DEFAULT_USAGE_WIDTH, probe.getUsageHelpWidth());
    }

    /** As <a href="https://no-color.org">no-color.org</a> has it. */
    static boolean wantsColour() {
        String noColour = System.getenv("NO_COLOR");
        return noColour == null || noColour.isEmpty();
    }
}
