package org.paralux.app;

import picocli.CommandLine.Command;

/** The stages of a running proxy. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description = "Show how far each query class has come, and move classes on or back.",
        subcommands = {
            RolloutStatus.class,
            RolloutExplain.class,
            RolloutWhatIf.class,
            RolloutChange.Set.class,
            RolloutChange.Kill.class,
            RolloutChange.Spare.class,
            RolloutPlanCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class RolloutCommand {}
