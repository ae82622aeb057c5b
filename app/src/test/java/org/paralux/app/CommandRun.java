package org.paralux.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one command line came to, run in this JVM: commands may run side by side, because what a thread prints goes to
 * the command that runs in it, or that started it.
 *
 * @param out what it printed
 * @param err what it complained of and what it logged
 */
record CommandRun(int exitCode, String out, String err) {
    private static final Pattern LOGGED = Pattern.compile("\\{|\\d{4}-\\d{2}-\\d{2}T\\S+ [A-Z]+ ");

    static CommandRun of(Object... arguments) {
        String[] words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream caughtOut = new PrintStream(out, true, UTF_8);
                PrintStream caughtErr = new PrintStream(err, true, UTF_8);
                ThreadOutput.Capture _ = ThreadOutput.capture(caughtOut, caughtErr)) {
            int exitCode = Main.execute(words);
            return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
        }
    }

    /** The same by a process of its own, for what needs one. */
    static CommandRun ofItsOwn(Path folder, Object... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        int exitCode = new ProcessBuilder(ParaluxCommand.of(arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new CommandRun(exitCode, Files.readString(out), Files.readString(err));
    }

    /**
     * What was said to the operator: standard error without the log, which is JSON where there is no terminal, and text
     * where a command that wants it so runs beside.
     */
    List<String> complaints() {
        return err.lines().filter(line -> !LOGGED.matcher(line).lookingAt()).toList();
    }
}
