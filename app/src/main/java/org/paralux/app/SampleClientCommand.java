package org.paralux.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.paralux.proxy.units.Units;
import org.paralux.qa.clients.SampleClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One of the demo's clients, in a process of its own. */
@Command(name = "sample-client", hidden = true, mixinStandardHelpOptions = true, description = "A client of the demo.")
final class SampleClientCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KIND")
    private String kind;

    @Option(names = "--socket", paramLabel = "PATH", required = true, description = "The socket it talks to.")
    private Path socket;

    @Option(names = "--time", paramLabel = "D", required = true, description = "How long it goes on.")
    private String time;

    @Option(names = "--pause", paramLabel = "D", defaultValue = "200ms", description = "Mean time between two rounds.")
    private String pause;

    @Option(names = "--seed", paramLabel = "N", required = true, description = "What it asks follows from this.")
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.quiet();
        SampleClient.Kind known = SampleClient.Kind.fromWireName(kind)
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, kind + ": no such kind of client"));
        SampleClient.run(known, socket, Units.duration(time), seed, Units.duration(pause));
        return ExitCode.OK;
    }
}
