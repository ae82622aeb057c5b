package org.paralux.app;

import picocli.CommandLine.Command;

/** From the audit log to something a person can act on. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Report what the audit log holds.",
        subcommands = {ReportClients.class, ReportConsistency.class, ReportReadiness.class},
        synopsisSubcommandLabel = "COMMAND")
final class ReportCommand {}
