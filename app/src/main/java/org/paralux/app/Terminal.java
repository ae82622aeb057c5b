package org.paralux.app;

import java.io.Console;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What is known of the terminal that standard output goes to. */
final class Terminal {
    static final int WIDTH_WITHOUT_TERMINAL = 120;

    private Terminal() {}

    static boolean isOutput() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** The width of a report on standard output. */
    static int reportWidth() {
        return isOutput() ? width() : WIDTH_WITHOUT_TERMINAL;
    }

    private static int width() {
        CommandLine probe = new CommandLine(CommandLine.Model.CommandSpec.create());
        probe.setUsageHelpAutoWidth(true);
        return Math.max(UsageMessageSpec.DEFAULT_USAGE_WIDTH, probe.getUsageHelpWidth());
    }

    /** Whether standard output takes colour, as <a href="https://no-color.org">no-color.org</a> has it. */
    static boolean wantsColour() {
        String noColour = System.getenv("NO_COLOR");
        return isOutput() && (noColour == null || noColour.isEmpty());
    }
}
