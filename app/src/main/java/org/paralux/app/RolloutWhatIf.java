package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paralux.report.TimeRange;
import org.paralux.report.log.ClusterLog;
import org.paralux.report.log.Progress;
import org.paralux.report.log.Selection;
import org.paralux.report.whatif.WhatIf;
import org.paralux.report.whatif.WhatIfBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What would have been, had classes been cut over. */
@Command(
        name = "what-if",
        mixinStandardHelpOptions = true,
        description = {
            "Had the classes been cut over: how many answers would have changed, and for whom.",
            "Exits with 4 if any answer would have, 8 if nothing was compared, or 0."
        })
final class RolloutWhatIf implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Range range;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            split = ",",
            arity = "1..*",
            defaultValue = "/var/lib/paralux",
            description = "State folders of one cluster's proxies (${DEFAULT-VALUE}).")
    private List<Path> stateDirs;

    @Option(names = "--class", paramLabel = "CLASS", description = "Only this query class.")
    private @Nullable String queryClass;

    @Option(names = "--client", paramLabel = "TEXT", description = "Only clients whose key has this text.")
    private @Nullable String client;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        Instant now = Instant.now();
        Selection selection =
                new Selection(new TimeRange(range.since(now), range.until(now)), null, queryClass, client);
        Progress progress = ProgressBar.wanted() ? new ProgressBar(System.err, System::nanoTime) : Progress.NONE;
        ClusterLog log =
                new ClusterLog(stateDirs.stream().map(StateDir::requireLog).toList(), selection, now, progress);
        WhatIfBuilder builder = new WhatIfBuilder(selection);
        log.read(WhatIfBuilder.EVENTS, WhatIfBuilder.WITHOUT, (_, entry) -> builder.accept(entry));
        WhatIf found = builder.build();
        spec.commandLine().getOut().println(json ? found.toJson() : found.text().stripTrailing());
        if (found.isEmpty()) {
            return ExitCode.NOT_ENOUGH_EVIDENCE;
        }
        return found.changesAny() ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
