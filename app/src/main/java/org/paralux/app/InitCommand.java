package org.paralux.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import org.paralux.app.init.FirstSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Settings for this machine. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Write a settings file for this machine, with the reason for each setting in it. Looks for the"
                + " daemons' sockets, Ganeti's release, a second daemon, users, and room on the disk; changes nothing"
                + " but that file.")
final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "/etc/paralux/paralux.yaml",
            description = "The file to write (${DEFAULT-VALUE}); '-' is standard output.")
    private Path output;

    @Option(names = "--force", description = "Replace the file if it is there.")
    private boolean force;

    @Option(names = "--root", hidden = true, defaultValue = "/", description = "Below which the host's files are.")
    private Path root;

    @Override
    public Integer call() throws IOException {
        Logging.configure("text", "error");
        FirstSettings settings = FirstSettings.of(root);
        PrintWriter out = spec.commandLine().getOut();
        if (output.toString().equals("-")) {
            out.print(settings.text());
            out.flush();
            return ExitCode.OK;
        }
        Path file = output.toAbsolutePath();
        write(file, settings.text());
        out.println("wrote " + file);
        settings.notes().forEach(note -> out.println("note: " + note));
        out.println("next: paralux doctor --config " + file);
        return ExitCode.OK;
    }

    /** Whole or not at all: a proxy may be about to read it. */
    private void write(Path file, String text) throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".paralux", ".yaml");
        try {
            Files.writeString(fresh, text);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            if (force) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.createLink(file, fresh);
            }
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + ": is there already (--force replaces it, --output names another)");
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
