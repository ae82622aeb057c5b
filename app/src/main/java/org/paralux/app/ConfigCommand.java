package org.paralux.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.paralux.app.settings.Setting;
import org.paralux.app.settings.SettingsException;
import org.paralux.app.settings.SettingsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at settings without running anything. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Check a settings file, or list the settings.",
        subcommands = {ConfigCommand.Check.class, ConfigCommand.List.class},
        synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Say what is wrong with a settings file, and where.")
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() throws SettingsException {
            int settings = SettingsFile.read(file).size();
            spec.commandLine().getOut().println(file + ": well-formed, " + settings + " settings");
            return ExitCode.OK;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List every setting with its default.")
    static final class List implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            for (Setting setting : Setting.values()) {
                String value = setting.defaultText() == null ? "-" : setting.defaultText();
                spec.commandLine().getOut().printf("%-24s %-18s %s%n", setting.key(), value, setting.description());
            }
            return ExitCode.OK;
        }
    }
}
