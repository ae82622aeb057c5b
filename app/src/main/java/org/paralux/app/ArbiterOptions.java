package org.paralux.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.paralux.qa.arbiter.Arbiter;
import org.paralux.qa.simulate.model.ClusterException;
import picocli.CommandLine.Option;

/** The files that say which of two daemons is right. */
final class ArbiterOptions {
    @Option(
            names = "--arbiter",
            paramLabel = "CONFIG",
            description = "Say which of the two agrees with this config.data, where it tells.")
    private @Nullable Path configuration;

    @Option(
            names = "--arbiter-queue",
            paramLabel = "DIR",
            description = "The folder of the job queue (default: 'queue' beside CONFIG, where that is).")
    private @Nullable Path queue;

    private @Nullable Arbiter made;

    /** Null where no files were given. */
    @Nullable Arbiter arbiter() {
        if (made == null && configuration != null) {
            made = make(configuration);
        }
        return made;
    }

    private Arbiter make(Path file) {
        if (queue != null && !Files.isDirectory(queue)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--arbiter-queue: " + queue + ": no such folder (expected: that of the job queue)");
        }
        try {
            return Arbiter.of(file, queue);
        } catch (ClusterException e) {
            throw new CommandFailure(ExitCode.FAILED, "--arbiter: " + e.getMessage());
        }
    }

    /** Fails now where it would later. */
    void check() {
        if (configuration == null && queue != null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--arbiter-queue: " + queue + " without --arbiter (expected: a config.data with it)");
        }
        arbiter();
    }
}
