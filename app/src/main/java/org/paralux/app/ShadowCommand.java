package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.paralux.app.safeshadow.SafeShadow;
import org.paralux.proxy.attach.ProcessStamp;
import org.paralux.proxy.epoch.DaemonFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A second luxid that can do the live one no harm. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Run a second luxid beside the live one, with the live configuration read-only, and a queue, a run"
                        + " folder and a network of its own.")
final class ShadowCommand {
    private static final String FOLDER = "/run/paralux-shadow";

    @Spec
    private CommandSpec spec;

    @Command(name = "start", mixinStandardHelpOptions = true, description = "Start it, and say how to use it.")
    int start(
            @Option(
                            names = "--luxid",
                            paramLabel = "PATH",
                            required = true,
                            description = "The program, of the release or build on trial.")
                    Path luxid,
            @Option(
                            names = "--folder",
                            paramLabel = "DIR",
                            defaultValue = FOLDER,
                            description = "Where it has what is its own (${DEFAULT-VALUE}).")
                    Path folder)
            throws IOException {
        Logging.configure("text", "error");
        SafeShadow shadow = new SafeShadow(folder, SafeShadow.Paths.USUAL);
        DaemonFacts facts = shadow.start(luxid);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "release %s answers on %s, process %s%n",
                facts.release(),
                shadow.socket(),
                shadow.process().map(ProcessStamp::pid).orElse(0L));
        out.println("use it: --shadow " + shadow.socket() + ", with 'trial.cannot-see: job live' in the settings");
        out.println("look:   paralux doctor --shadow " + shadow.socket());
        out.println("undo:   paralux shadow stop" + (folder.equals(Path.of(FOLDER)) ? "" : " --folder " + folder));
        return ExitCode.OK;
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, description = "End it, and remove what was its own.")
    int stop(
            @Option(
                            names = "--folder",
                            paramLabel = "DIR",
                            defaultValue = FOLDER,
                            description = "The one given to 'start' (${DEFAULT-VALUE}).")
                    Path folder)
            throws IOException {
        Optional<ProcessStamp> was = new SafeShadow(folder, SafeShadow.Paths.USUAL).stop();
        spec.commandLine()
                .getOut()
                .println(was.map(stamp -> "process " + stamp.pid() + " ended").orElse("no shadow runs in " + folder));
        return ExitCode.OK;
    }
}
