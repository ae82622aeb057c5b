package org.paralux.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.paralux.app.settings.SettingsException;
import org.paralux.qa.simulate.model.ClusterException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code paralux} program. */
@Command(
        name = "paralux",
        description = "Sits on Ganeti's LUXI socket, forwards every byte, and says who asks what.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    /**
     * What {@code --help} says without a command. It is kept as text, because to read the commands' annotations takes as
     * long as to start Java.
     */
    static final String HELP = "help.txt";

    private Main() {}

    public static void main(String[] args) {
        System.exit(execute(args));
    }

    /** Runs one command line and gives its exit code. */
    static int execute(String... args) {
        String word = args.length == 1 ? args[0] : "";
        switch (word) {
            case "--version", "-V" -> System.out.println(Version.line());
            case "--help", "-h" -> System.out.print(help());
            default -> {
                return executeCommand(args);
            }
        }
        return ExitCode.OK;
    }

    private static String help() {
        try (InputStream text = Main.class.getResourceAsStream(HELP)) {
            return new String(requireNonNull(text, HELP).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int executeCommand(String... args) {
        CommandLine program = program(args);
        program.setParameterExceptionHandler(Main::wrongUsage);
        program.setExecutionExceptionHandler((problem, command, parsed) -> failed(problem, command));
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setUsageHelpAutoWidth(true);
        if (args.length == 0) {
            program.usage(program.getErr());
            return ExitCode.USAGE;
        }
        return program.execute(args);
    }

    /** Reading the options of a command costs more than starting the JVM, so only those of the words given are read. */
    private static CommandLine program(String... args) {
        CommandLine program = new CommandLine(new Main());
        Subcommands.addTo(program, List.of(args));
        return program;
    }

    /** With the options of every command. */
    static CommandLine wholeProgram() {
        CommandLine program = new CommandLine(new Main());
        Subcommands.addAllTo(program);
        return program;
    }

    private static int wrongUsage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        err.println(name + ": " + firstLine(problem));
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("Try '" + name + " --help'.");
        return ExitCode.USAGE;
    }

    private static int failed(Exception problem, CommandLine command) {
        int exitCode = switch (problem) {
            case CommandFailure failure -> failure.exitCode();
            case SettingsException _, IllegalArgumentException _ -> ExitCode.USAGE;
            case IOException _, UncheckedIOException _, ClusterException _ -> ExitCode.FAILED;
            default -> throw new IllegalStateException(problem);
        };
        String name = command.getCommandSpec().qualifiedName();
        message(problem).lines().forEach(line -> command.getErr().println(name + ": " + line));
        return exitCode;
    }

    /** The JDK's messages on files are mostly the file's name alone. */
    private static String message(Exception problem) {
        return switch (problem) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            default -> String.valueOf(problem.getMessage());
        };
    }

    private static String firstLine(Throwable problem) {
        return String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
    }

    /** Prints the version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {line()};
        }

        static String line() {
            return "paralux " + number();
        }

        static String number() {
            String number = Main.class.getPackage().getImplementationVersion();
            return number == null ? "development" : number;
        }
    }
}
