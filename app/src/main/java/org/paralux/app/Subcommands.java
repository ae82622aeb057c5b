package org.paralux.app;

import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The commands of {@code paralux}, in the order in which its help lists them. */
final class Subcommands {
    private static final List<Class<?>> ALL = List.of(
            DemoCommand.class,
            RunCommand.class,
            AttachCommand.class,
            DetachCommand.class,
            InitCommand.class,
            DoctorCommand.class,
            ShadowCommand.class,
            StatusCommand.class,
            RolloutCommand.class,
            DrillCommand.class,
            DashboardCommand.class,
            AuditCommand.class,
            ReportCommand.class,
            DiffCommand.class,
            RulesCommand.class,
            ExplainCommand.class,
            RecompareCommand.class,
            QaCommand.class,
            ReplayCommand.class,
            MutateSelfTestCommand.class,
            SimulateCommand.class,
            ConfigCommand.class,
            SampleClientCommand.class,
            TrainCommand.class,
            GenerateCompletion.class);

    private Subcommands() {}

    /**
     * Adds every command to the program: whole those that the words name, and of the others what a list of commands
     * shows, which needs no look at their options.
     */
    static void addTo(CommandLine program, List<String> words) {
        boolean all = words.contains(nameOf(GenerateCompletion.class));
        for (Class<?> command : ALL) {
            String name = nameOf(command);
            if (all || words.contains(name)) {
                program.addSubcommand(command);
            } else {
                program.addSubcommand(name, summaryOf(command));
            }
        }
    }

    /** Adds every command whole. */
    static void addAllTo(CommandLine program) {
        ALL.forEach(program::addSubcommand);
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    private static CommandSpec summaryOf(Class<?> command) {
        Command described = command.getAnnotation(Command.class);
        CommandSpec summary = CommandSpec.create().name(described.name());
        summary.usageMessage()
                .header(described.header())
                .description(described.description())
                .hidden(described.hidden());
        return summary;
    }
}
